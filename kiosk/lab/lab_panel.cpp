#include "kiosk/lab/lab_panel.hpp"

#include "drivers/decoder/picture_reader.hpp"
#include "drivers/pictures/picture_file.hpp"
#include "kiosk/ui/controls.hpp"
#include "kiosk/ui/lists.hpp"

#include <algorithm>
#include <array>

namespace guichet::lab {

using ui::ButtonKind;
using ui::Icon;
using ui::Rect;

LabPanel::LabPanel(platform::Window& window, LabHardware& hardware, const ports::Locality& locality,
                   std::vector<DemonstrationCustomer> customers, std::filesystem::path codes)
    : stage_(window), hardware_(hardware), locality_(locality), customers_(std::move(customers)),
      codes_(std::move(codes)) {
    // Read on a desktop, not at arm's length: smaller than the kiosk's own screens.
    theme_.measures.pixels_per_mm = 3.4F;
}

Result<> LabPanel::load_fonts() {
    for (const auto& need : theme_.measures.fonts())
        theme_.fonts[static_cast<std::size_t>(need.style)] = stage_.add_font(
            static_cast<platform::FontWeight>(need.weight), need.capital, platform::Letters::all);
    return stage_.load_fonts();
}

void LabPanel::hold(const std::string& conditions) {
    if (held_ == conditions) {
        held_.clear();
        hardware_.camera->clear();
        return;
    }
    auto code = pictures::read_gray(codes_ / (customers_[chosen_].ref + ".png"));
    auto wanted = conditions_of(conditions);
    if (!code || !wanted)
        return;
    wanted->seed = ++hands_;
    held_ = conditions;
    hardware_.camera->present(std::move(*code), *wanted);
}

void LabPanel::scan() {
    if (auto text = decoder::read_picture_file(codes_ / (customers_[chosen_].ref + ".png")); text && *text)
        hardware_.hand_scanner->scan(**text);
}

void LabPanel::take_paper_picture() {
    const auto papers = hardware_.printers.front()->papers();
    if (papers.size() == papers_seen_ || papers.empty())
        return;
    papers_seen_ = papers.size();
    const auto picture = hardware_.printers.front()->picture(papers.size() - 1);
    std::vector<std::uint8_t> rgba;
    rgba.reserve(picture.pixels.size() * 4);
    for (const auto shade : picture.pixels)
        rgba.insert(rgba.end(), {shade, shade, shade, 255});
    paper_ = stage_.show_picture(paper_, picture.width, picture.height, rgba.data());
    paper_width_ = picture.width;
    paper_height_ = picture.height;
    stage_.ask_for_frames();
}

void LabPanel::frame() {
    take_paper_picture();
    if (!stage_.wants_frame())
        return;
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    stage_.begin(std::chrono::duration_cast<std::chrono::milliseconds>(now));
    kit_.begin(theme_, locality_.texts("fr"));
    draw();
    kit_.end();
    const auto ground = theme_.palette.page.ground;
    stage_.end({static_cast<std::uint8_t>(ground >> IM_COL32_R_SHIFT),
                static_cast<std::uint8_t>(ground >> IM_COL32_G_SHIFT),
                static_cast<std::uint8_t>(ground >> IM_COL32_B_SHIFT)});
}

void LabPanel::draw() {
    const auto& measures = kit_.measures();
    Rect page = kit_.screen().inset(measures.margin());
    ui::write_line(kit_, page.cut_top(measures.button()), kit_.texts().get("Laboratory"),
                   {.style = ui::TextStyle::title, .colour = kit_.palette().page.ink});
    Rect right = page.cut_right(page.width() * 0.48F);
    page.cut_right(measures.margin());
    draw_hands(page.cut_bottom(measures.button() * 4 + measures.gap() * 3));
    page.cut_bottom(measures.gap());
    draw_customers(page);
    draw_network(right.cut_top(measures.button()));
    right.cut_top(measures.gap());
    draw_printer(right.cut_top(measures.button() * 3 + measures.gap() * 2));
    right.cut_top(measures.margin());
    draw_paper(right);
}

void LabPanel::draw_customers(Rect rect) {
    const auto height = [this](std::size_t index, float width) {
        return ui::list_row_height(
            kit_, {.label = customers_[index].name, .value = {}, .detail = customers_[index].ref}, width);
    };
    ui::paged_list(kit_, rect,
                   {.name = "customers", .count = customers_.size(), .height = height, .heads = {}},
                   [this](std::size_t index, const Rect& place) { draw_customer(place, index); });
}

void LabPanel::draw_customer(const Rect& rect, std::size_t index) {
    const auto& customer = customers_[index];
    const bool chosen = index == chosen_;
    const bool tapped = ui::list_row(kit_, rect,
                                     {.label = customer.name,
                                      .value = {},
                                      .detail = customer.ref,
                                      .icon = chosen ? Icon::check : Icon::person,
                                      .meaning = chosen ? ui::Meaning::good : ui::Meaning::plain});
    if (tapped) {
        chosen_ = index;
        held_.clear();
        hardware_.camera->clear();
    }
}

void LabPanel::draw_hands(Rect rect) {
    const auto& texts = kit_.texts();
    const struct {
        std::string label;
        const char* conditions;
        Icon icon;
    } hands[]{{texts.get("Hold the paper"), "paper", Icon::qr_code},
              {texts.get("Hold the telephone"), "phone", Icon::phone},
              {texts.get("Damaged code"), "damaged", Icon::warning}};
    const auto rows = rect.rows(4, kit_.measures().gap());
    for (std::size_t at = 0; at < std::size(hands); ++at) {
        const bool holding = held_ == hands[at].conditions;
        if (ui::button(kit_, rows[at],
                       {.label = holding ? texts.get("Take it away") : hands[at].label,
                        .icon = hands[at].icon,
                        .kind = holding ? ButtonKind::primary : ButtonKind::secondary}))
            hold(hands[at].conditions);
    }
    if (ui::button(kit_, rows[3], {.label = texts.get("Hand scanner"), .icon = Icon::scanner}))
        scan();
}

void LabPanel::draw_network(const Rect& rect) {
    const bool on = *hardware_.network;
    const auto& texts = kit_.texts();
    if (ui::button(kit_, rect,
                   {.label = on ? texts.get("Cut the network") : texts.get("Restore the network"),
                    .icon = Icon::network,
                    .kind = on ? ButtonKind::secondary : ButtonKind::danger}))
        *hardware_.network = !on;
}

void LabPanel::draw_printer(Rect rect) {
    auto& printer = *hardware_.printers.front();
    const auto state = printer.state();
    const auto& texts = kit_.texts();
    const auto rows = rect.rows(3, kit_.measures().gap());
    const auto toggle = [&](const Rect& place, bool fault, const std::string& cause,
                            const std::string& mend) {
        return ui::button(kit_, place,
                          {.label = fault ? mend : cause,
                           .icon = Icon::printer,
                           .kind = fault ? ButtonKind::danger : ButtonKind::secondary});
    };
    if (toggle(rows[0], state.paper_out, texts.get("Take the paper out"), texts.get("Load paper")))
        state.paper_out ? printer.load_paper() : printer.take_paper_out();
    if (toggle(rows[1], state.cover_open, texts.get("Open the cover"), texts.get("Close the cover")))
        printer.set_cover_open(!state.cover_open);
    if (toggle(rows[2], !state.plugged, texts.get("Unplug the printer"), texts.get("Plug the printer in")))
        state.plugged ? printer.unplug() : printer.plug();
}

void LabPanel::draw_paper(const Rect& rect) {
    if (paper_ == nullptr)
        return;
    const float scale = std::min(rect.width() / static_cast<float>(paper_width_), 1.0F);
    const float height = std::min(rect.height(), static_cast<float>(paper_height_) * scale);
    const float part = height / (static_cast<float>(paper_height_) * scale);
    kit_.draw().AddImage(paper_, rect.min(),
                         {rect.left + static_cast<float>(paper_width_) * scale, rect.top + height}, {0, 0},
                         {1, part});
}

} // namespace guichet::lab
