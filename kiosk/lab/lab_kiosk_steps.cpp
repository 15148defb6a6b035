// What a scenario expects of a kiosk, and what it does to the printers.

#include "drivers/decoder/decoder.hpp"
#include "kiosk/lab/lab_kiosk.hpp"

#include <map>

namespace guichet::lab {

using station::Drawing;

Result<> LabKiosk::expect(const std::string& what, const std::string& wanted, const std::string& printer) {
    if (auto settled = settle(); !settled)
        return settled;
    if (what == "text" || what == "no-text")
        return expect_text(wanted, what == "text");
    if (what == "papers")
        return expect_papers(wanted, printer);
    if (what == "duplicates")
        return expect_duplicates(wanted);
    if (what == "spoken")
        return expect_spoken(wanted, true);
    if (what == "qr")
        return expect_qr(wanted);
    const auto name = app::name_of(kiosk_->shown().screen);
    return name == wanted ? Result<>() : Result<>(fail("expected screen {0}; {1}", wanted, what_is_there()));
}

Result<> LabKiosk::press_key(const std::string& name) {
    static const std::map<std::string, platform::Key> keys{
        {"next", platform::Key::next},     {"previous", platform::Key::previous},
        {"choose", platform::Key::choose}, {"back", platform::Key::back},
        {"louder", platform::Key::louder}, {"softer", platform::Key::softer}};
    window_->input().key(keys.at(name));
    return settle();
}

Result<> LabKiosk::go_to(const std::string& label) {
    const std::size_t most = screen_->accessibility().elements().size() + 2;
    for (std::size_t strokes = 0; strokes < most; ++strokes) {
        speech_->forget(); // what was passed on the way
        if (auto pressed = press_key("next"); !pressed)
            return pressed;
        const auto& list = screen_->accessibility();
        if (const auto* focused = screen_->focus().element(list);
            focused != nullptr && (focused == list.find_control(label) || focused->label == label))
            return Done{};
    }
    return fail("expected that “next” comes to “{0}”; {1}", label, what_is_there());
}

Result<> LabKiosk::expect_spoken(const std::string& text, bool wanted) {
    if (auto settled = settle(); !settled)
        return settled;
    if (speech_->said(text) == wanted)
        return Done{};
    return fail(wanted ? "expected that “{0}” is spoken; {1}" : "expected that “{0}” is not spoken; {1}",
                text, what_is_there());
}

Result<LabPrinter*> LabKiosk::printer_of(const std::string& number) const {
    const std::size_t at = number.empty() ? 1 : std::stoul(number);
    if (at < 1 || at > hardware_.printers.size())
        return fail("there is no printer {0}; there are {1}", at, hardware_.printers.size());
    return hardware_.printers[at - 1].get();
}

Result<> LabKiosk::expect_papers(const std::string& wanted, const std::string& number) {
    const auto printer = printer_of(number);
    if (!printer)
        return printer.error();
    const auto faults = (*printer)->faults();
    if (!faults.empty())
        return fail("expected a printer without faults; byte {0}: {1}", faults.front().offset,
                    faults.front().what);
    const auto papers = std::to_string((*printer)->papers().size());
    return papers == wanted ? Result<>()
                            : Result<>(fail("expected {0} papers; there are {1}", wanted, papers));
}

Result<> LabKiosk::expect_duplicates(const std::string& wanted) {
    const auto& ledger = kiosk_->state().ledger;
    const auto count = std::to_string(ledger ? ledger->totals().receipts_duplicate : 0);
    return count == wanted ? Result<>()
                           : Result<>(fail("expected {0} marked receipts; there are {1}", wanted, count));
}

/// A telephone before the screen: what it reads there.
Result<> LabKiosk::expect_qr(const std::string& text) {
    screen_->ask_for_frames();
    screen_->settle(Drawing::shown);
    const auto shot = window_->screenshot();
    if (!shot)
        return shot.error();
    std::vector<std::uint8_t> luma;
    for (std::size_t at = 0; at < shot->rgba.size(); at += 4)
        luma.push_back(shot->rgba[at + 1]);
    decoder::Decoder decoder;
    const auto readings =
        decoder.decode({luma.data(), shot->width, shot->height, shot->width}, decoder::Effort::thorough);
    if (readings.empty())
        return fail("expected a code on the screen; none can be read; {0}", what_is_there());
    return readings.front().text.find(text) != std::string::npos
               ? Result<>()
               : Result<>(fail("expected “{0}” in the code; there is “{1}”", text, readings.front().text));
}

Result<> LabKiosk::expect_text(const std::string& text, bool wanted) {
    const bool shown = find_on_pages([&] { return screen_->accessibility().shows(text); });
    if (shown == wanted)
        return Done{};
    return fail(wanted ? "expected the text “{0}”; {1}" : "expected no text “{0}”; {1}", text,
                what_is_there());
}

Result<> LabKiosk::set_printer(const std::vector<std::string>& arguments) {
    const bool numbered = arguments[0].find_first_not_of("0123456789") == std::string::npos;
    const auto found = printer_of(numbered ? arguments[0] : "");
    if (!found)
        return found.error();
    auto& printer = **found;
    const auto& what = arguments[numbered ? 1 : 0];
    if (what == "paper-out")
        printer.take_paper_out();
    else if (what == "paper-ok")
        printer.load_paper();
    else if (what == "paper-left")
        printer.leave_paper(std::stoi(arguments.back()));
    else if (what == "near-end" || what == "near-ok")
        printer.set_paper_near_end(what == "near-end");
    else if (what == "cover-open" || what == "cover-closed")
        printer.set_cover_open(what == "cover-open");
    else if (what == "cutter-fault" || what == "cutter-ok")
        printer.set_cutter_jammed(what == "cutter-fault");
    else if (what == "offline" || what == "online")
        printer.set_offline(what == "offline");
    else if (what == "unplug")
        printer.unplug();
    else if (what == "unplug-after")
        printer.unplug_after(std::stoull(arguments.back()));
    else
        printer.plug();
    return settle();
}

} // namespace guichet::lab
