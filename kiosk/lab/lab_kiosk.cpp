#include "kiosk/lab/lab_kiosk.hpp"

#include "drivers/pictures/picture_file.hpp"
#include "kiosk/core/report.hpp"
#include "kiosk/station/resources.hpp"
#include "kiosk/station/server_options.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <iostream>

namespace guichet::lab {

using nlohmann::json;
using station::Drawing;

namespace {

constexpr std::chrono::seconds longest_settling{20};
constexpr std::chrono::milliseconds doze{5};
/// One frame may have been on its way when something changed; of the next, all is known.
constexpr std::uint64_t whole_looks = 2;
/// Milliseconds from one look to the next at a code that is held while time goes on.
constexpr std::int64_t between_looks = 500;
constexpr int most_pages = 200;

} // namespace

Result<std::unique_ptr<LabKiosk>> LabKiosk::start(const station::Configuration& configuration,
                                                  const LabKioskOptions& options) {
    std::unique_ptr<LabKiosk> lab(new LabKiosk());
    lab->locality_ = std::make_unique<platform::StationLocality>(station::resource_folder("translations"),
                                                                 configuration.time_zone);
    auto hardware = LabHardware::plug_in(configuration, options.folder, std::chrono::milliseconds{0});
    if (!hardware)
        return hardware.error();
    lab->hardware_ = std::move(*hardware);
    *lab->hardware_.network = options.network == "on";
    lab->set_camera(options.camera == "plug");
    lab->set_scanner(options.scanner == "plug");
    auto window = platform::Window::off_screen(configuration.screen.width, configuration.screen.height);
    if (!window)
        return window.error();
    lab->window_ = std::move(*window);
    auto devices = devices_of(lab->hardware_, configuration,
                              [kiosk = lab.get()] { return kiosk->clock_.now() + -kiosk->clock_error_; });
    if (!devices)
        return devices.error();
    auto speech = std::make_unique<LabSpeech>();
    lab->speech_ = speech.get();
    devices->speech = std::move(speech);
    lab->clock_.set({1});
    lab->kiosk_ = std::make_unique<station::Kiosk>(
        configuration.kiosk, std::move(*devices),
        station::Surroundings{lab->clock_, *lab->locality_, {}, [](const std::string& line) {
                                  std::fprintf(stderr, "%s\n", line.c_str());
                              }});
    // Pictures of a scenario are the same each time: nothing moves in them.
    auto screen =
        station::KioskScreen::make(*lab->window_, *lab->kiosk_, *lab->locality_, configuration.screen,
                                   [] { return std::chrono::milliseconds{0}; });
    if (!screen)
        return screen.error();
    lab->screen_ = std::move(*screen);
    return lab;
}

bool LabKiosk::printer_agrees(std::size_t number) const {
    const auto& printer = *hardware_.printers[number];
    const auto state = printer.state();
    const auto& spool = kiosk_->state().spools[number];
    if (!spool.heard || state.plugged == (spool.status.condition == ports::PrinterCondition::unplugged))
        return false;
    const bool well = state.plugged && state.able();
    if (state.plugged && !printer.model().automatic_status) {
        // It tells nothing: that it takes no more is all that can be known.
        const bool stuck = spool.status.condition == ports::PrinterCondition::offline;
        return well ? !spool.sending && !stuck : !spool.sending || stuck;
    }
    const bool near_end = spool.status.condition == ports::PrinterCondition::paper_near_end;
    if (well != ports::can_print(spool.status.condition) || (well && near_end != state.paper_near_end))
        return false;
    return !well || !spool.sending;
}

bool LabKiosk::devices_agree() const {
    const auto& state = kiosk_->state();
    bool printers = true;
    for (std::size_t number = 0; number < hardware_.printers.size(); ++number)
        printers = printers && printer_agrees(number);
    return state.camera.well == camera_plugged_ && state.hand_scanner.well == scanner_plugged_ && printers;
}

/// Somebody sets the kiosk's clock, and sets it wrong, or right again.
void LabKiosk::set_clock_error(const std::string& minutes) {
    const std::int64_t error = std::stoll(minutes) * 60'000;
    clock_.set(clock_.now() + (error - clock_error_));
    clock_error_ = error;
}

void LabKiosk::set_camera(bool plugged) {
    camera_plugged_ = plugged;
    plugged ? hardware_.camera->plug_in() : hardware_.camera->unplug();
}

void LabKiosk::set_scanner(bool plugged) {
    scanner_plugged_ = plugged;
    plugged ? hardware_.hand_scanner->plug_in() : hardware_.hand_scanner->unplug();
}

Result<> LabKiosk::settle() {
    const auto deadline = std::chrono::steady_clock::now() + longest_settling;
    auto looked_from = kiosk_->camera()->frames_seen();
    while (std::chrono::steady_clock::now() < deadline) {
        const bool happened = kiosk_->run_pending();
        measure_scan();
        if (happened)
            screen_->ask_for_frames();
        screen_->settle(Drawing::built);
        const auto& state = kiosk_->state();
        const bool waits = state.journal.committing || state.sync.under_way != app::ServerCall::none ||
                           !kiosk_->quiet() || hardware_.hand_scanner->pending() || !devices_agree();
        if (happened)
            looked_from = kiosk_->camera()->frames_seen();
        const bool looked =
            !holding_ || !state.camera.well || kiosk_->camera()->frames_seen() >= looked_from + whole_looks;
        if (!waits && !happened && looked)
            return Done{};
        if (!happened)
            kiosk_->queue().wait(doze);
    }
    return fail("The kiosk does not come to rest: {0}", what_is_there());
}

void LabKiosk::measure_scan() {
    const auto posted = kiosk_->take_scan_time();
    if (!posted)
        return;
    // The frame is built as for the window; only the rasterising in software is left out.
    screen_->frame(Drawing::built);
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - *posted;
    scan_to_screen_.push_back(time.count());
}

Result<> LabKiosk::pass_time(Instant day) {
    const Instant moment = day + clock_error_;
    // Time does not jump before the camera's eyes: a code that is held would seem to have been away.
    while (holding_ && moment > clock_.now()) {
        clock_.set(std::min(moment, clock_.now() + between_looks));
        look(1);
        if (auto settled = settle(); !settled)
            return settled;
    }
    if (moment > clock_.now())
        clock_.set(moment);
    return settle();
}

Result<> LabKiosk::scan(const std::string& text) {
    hardware_.hand_scanner->scan(text);
    return settle();
}

bool LabKiosk::turn_page(std::string_view button) {
    const auto& texts = locality_->texts(kiosk_->shown().language);
    const auto* control = screen_->accessibility().find_control(texts.get(button));
    if (control == nullptr)
        return false;
    const auto centre = control->rect.centre();
    window_->input().tap({centre.x, centre.y});
    screen_->settle(Drawing::built);
    return true;
}

bool LabKiosk::find_on_pages(const std::function<bool()>& found) {
    screen_->settle(Drawing::built);
    if (found())
        return true;
    for (int page = 0; page < most_pages && turn_page("Previous page"); ++page) {
    }
    for (int page = 0; page < most_pages && !found(); ++page)
        if (!turn_page("Next page"))
            return false;
    return found();
}

Result<> LabKiosk::tap(const std::string& label) {
    const auto control = [&] { return screen_->accessibility().find_control(label); };
    if (!find_on_pages([&] { return control() != nullptr; }))
        return fail("expected a control “{0}”; {1}", label, what_is_there());
    const auto centre = control()->rect.centre();
    window_->input().tap({centre.x, centre.y});
    return settle();
}

Result<> LabKiosk::type(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 1;
        while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U)
            ++length;
        const std::string letter = text.substr(at, length);
        at += length;
        // The keys of the screen first; what they do not have comes from a keyboard.
        const auto* key = screen_->accessibility().find_control(letter);
        if (key != nullptr && key->role == ui::Role::key) {
            const auto centre = key->rect.centre();
            window_->input().tap({centre.x, centre.y});
        } else {
            window_->input().type(letter);
        }
        if (auto settled = settle(); !settled)
            return settled;
    }
    return Done{};
}

Result<> LabKiosk::screenshot(const std::string& file) {
    if (ui::shows_live_camera(kiosk_->shown())) {
        // The camera of the lab rests while nothing happens before it: now it is looked through.
        screen_->frame(Drawing::built);
        holding_ ? look(whole_looks) : take_code_away();
    }
    screen_->ask_for_frames();
    screen_->settle(Drawing::shown);
    auto shot = window_->screenshot();
    if (!shot)
        return shot.error();
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(file).parent_path(), error);
    return platform::write_png(file, *shot);
}

Result<> LabKiosk::receipt(const std::string& file, const std::string& number) {
    const auto printer = printer_of(number);
    if (!printer)
        return printer.error();
    const auto papers = (*printer)->papers();
    if (papers.empty())
        return fail("expected a paper; none has come out of the printer");
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(file).parent_path(), error);
    return pictures::write_png(file, (*printer)->picture(papers.size() - 1));
}

Result<> LabKiosk::perform(const std::string& verb, const std::vector<std::string>& arguments) {
    if (verb != "expect")
        speech_->forget();
    const auto word = [&](std::size_t at) { return at < arguments.size() ? arguments[at] : std::string(); };
    if (verb == "present")
        return present(word(0), word(1));
    if (verb == "hold")
        return hold(word(0), word(1));
    if (verb == "let-go") {
        take_code_away();
        return settle();
    }
    if (verb == "scan")
        return scan(word(0));
    if (verb == "tap")
        return tap(word(0));
    if (verb == "type")
        return type(word(0));
    if (verb == "key")
        return press_key(word(0));
    if (verb == "keys")
        return go_to(word(0));
    if (verb == "expect")
        return word(0) == "not" ? expect_spoken(word(2), false) : expect(word(0), word(1), word(2));
    if (verb == "printer")
        return set_printer(arguments);
    if (verb == "screenshot")
        return screenshot(word(0));
    if (verb == "receipt")
        return receipt(word(0), word(1));
    if (verb == "network")
        *hardware_.network = word(0) == "on";
    else if (verb == "clock-error")
        set_clock_error(word(0));
    else if (verb == "headphones")
        kiosk_->set_headphones(word(0) == "in");
    else if (verb == "camera")
        set_camera(word(0) == "plug");
    else if (verb == "scanner")
        set_scanner(word(0) == "plug");
    else
        return fail("“{0}” is not a step for a kiosk", verb);
    return settle();
}

std::string LabKiosk::what_is_there() const {
    std::string spoken;
    for (const auto& utterance : speech_->utterances())
        spoken += fmt::format(" “{}”", utterance.text);
    std::string text = fmt::format("there is screen {} with", app::name_of(kiosk_->shown().screen));
    for (const auto& element : screen_->accessibility().elements())
        text += fmt::format(" “{}”", element.label);
    return spoken.empty() ? text : text + "; spoken was" + spoken;
}

std::string LabKiosk::figures() const {
    json data{{"scan_to_screen", scan_to_screen_}};
    if (kiosk_->state().ledger) {
        const auto report = app::own_report(kiosk_->state());
        data["report"] = to_json(report);
        data["summary"] = to_summary_json(report);
    }
    return data.dump();
}

namespace {

/// What one request of the player comes to.
Result<std::string> answer(LabKiosk& lab, const json& request) {
    const auto what = request.value("do", "");
    if (what == "figures")
        return lab.figures();
    if (request.contains("time"))
        if (auto passed = lab.pass_time({request["time"].get<std::int64_t>()}); !passed)
            return passed.error();
    if (what == "step") {
        const auto done =
            lab.perform(request.value("verb", ""), request.value("arguments", std::vector<std::string>{}));
        if (!done)
            return done.error();
    }
    return std::string();
}

} // namespace

int serve_lab_kiosk(const LabKioskOptions& options) {
    auto configuration = station::read_configuration(options.configuration);
    if (!configuration) {
        std::cerr << configuration.error().english() << '\n';
        return 1;
    }
    std::optional<Error> notice;
    configuration->kiosk.awaits_enrolment = station::awaits_enrolment(*configuration, notice);
    if (notice)
        std::cerr << notice->english() << '\n';
    auto lab = LabKiosk::start(*configuration, options);
    if (!lab) {
        std::cerr << lab.error().english() << '\n';
        return 1;
    }
    for (std::string line; std::getline(std::cin, line);) {
        const auto request = json::parse(line, nullptr, false);
        const auto answered =
            request.is_discarded() ? Result<std::string>(fail("no request")) : answer(**lab, request);
        const json reply = answered ? json{{"ok", true}, {"data", *answered}}
                                    : json{{"ok", false}, {"error", answered.error().english()}};
        std::cout << reply.dump() << std::endl;
    }
    return 0;
}

} // namespace guichet::lab
