#include "kiosk/ui/kit.hpp"

#include "kiosk/ui/shapes.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace guichet::ui {

namespace {

/// Around the control, not on it: a dark ring with a bright one at each side (or the other way round), so
/// that one of the two stands out from whatever is below (WCAG 2.1, technique C40).
void draw_ring(const Kit& kit, const Rect& rect) {
    const float bright = std::fmax(2.0F, kit.mm(0.4F));
    const float dark = std::fmax(2.0F, kit.mm(0.7F));
    const Tone& tone = kit.palette().card;
    const float radius = kit.measures().radius();
    const float reach = 2 * bright + dark;
    const Rect& screen = kit.screen();
    Rect outer{std::fmax(rect.left - reach, screen.left), std::fmax(rect.top - reach, screen.top),
               std::fmin(rect.right + reach, screen.right), std::fmin(rect.bottom + reach, screen.bottom)};
    stroke_round(kit.draw(), outer, radius + reach, tone.ground, bright);
    stroke_round(kit.draw(), outer.inset(bright), radius + dark + bright, tone.ink, dark);
    stroke_round(kit.draw(), outer.inset(bright + dark), radius + bright, tone.ground, bright);
}

/// What controls say that lead back, for the keypad's "back".
std::vector<std::string> words_for_back(const Texts& texts) {
    static constexpr std::array words{sentence("Back"),
                                      sentence("Back to the basket"),
                                      sentence("Cancel"),
                                      sentence("Close"),
                                      sentence("Understood"),
                                      sentence("I am still here"),
                                      sentence("Go on meanwhile"),
                                      sentence("Go on practising")};
    std::vector<std::string> translated;
    translated.reserve(words.size());
    for (const auto word : words) {
        translated.push_back(texts.get(word));
    }
    return translated;
}

constexpr ImGuiWindowFlags bare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                  ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                                  ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                  ImGuiWindowFlags_NoScrollWithMouse;

} // namespace

void Kit::begin(const Theme& theme, const Texts& texts, const Motion& motion) {
    motion_ = motion;
    next_frame_.reset();
    theme_ = &theme;
    texts_ = &texts;
    back_words_ = words_for_back(texts);
    accessibility_.clear();
    covered_ = false;
    section_ = 1;
    last_group_ = 0;
    privacy_ = Privacy::open;
    live_ = false;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    screen_ = {0, 0, size.x, size.y};
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("screen", nullptr, bare);
    draw_ = ImGui::GetWindowDrawList();
}

void Kit::end() {
    accessibility_.sort_for_reading();
    find_place();
    focus_.follow(accessibility_, place_);
    if (const Element* focused = focus_.element(accessibility_)) {
        draw_ring(*this, focused->rect);
    }
    ImGui::End();
    draw_ = nullptr;
}

/// Under a dialog the page is not in the list: it is the one that it was.
void Kit::find_place() {
    if (accessibility_.top_section() >= 2 && place_.starts_with(screen_name_ + "/")) {
        return;
    }
    const auto& elements = accessibility_.elements();
    const auto heading = std::find_if(elements.begin(), elements.end(), [](const Element& element) {
        return element.section == 1 && element.role == Role::heading;
    });
    place_ = screen_name_ + "/" + (heading != elements.end() ? heading->label : std::string());
}

void Kit::add(Element element) {
    const bool acts = element.role == Role::button || element.role == Role::primary_button ||
                      element.role == Role::key || element.role == Role::light;
    element.personal = privacy_ == Privacy::all || (privacy_ == Privacy::texts && !acts);
    element.live = live_;
    element.section = section_;
    element.group = group_;
    accessibility_.add(std::move(element));
}

void Kit::ask_for_frame(std::chrono::milliseconds moment) {
    if (moves()) {
        ask_for_change(moment);
    }
}

void Kit::ask_for_change(std::chrono::milliseconds moment) {
    if (moment > motion_.now) {
        next_frame_ = next_frame_ ? std::min(*next_frame_, moment) : moment;
    }
}

void Kit::show(const Rect& rect, Role role, std::string_view label, std::string_view value, bool shortened) {
    if (!covered_) {
        add({.rect = rect,
             .role = role,
             .label = std::string(label),
             .value = std::string(value),
             .shortened = shortened});
    }
}

void Kit::tell(const Rect& rect, std::string_view label, std::string_view value) {
    if (!covered_) {
        add({.rect = rect,
             .role = Role::text,
             .label = std::string(label),
             .value = std::string(value),
             .only_spoken = true});
    }
}

Touch Kit::touch(const Rect& rect, Role role, std::string_view label, std::string_view value, bool enabled,
                 bool shortened) {
    if (covered_ || rect.empty()) {
        return {};
    }
    add({.rect = rect,
         .role = role,
         .label = std::string(label),
         .value = std::string(value),
         .enabled = enabled,
         .shortened = shortened,
         .leads_back = std::find(back_words_.begin(), back_words_.end(), label) != back_words_.end()});
    if (!enabled) {
        return {};
    }
    // Name and place together: a press that began on one control never ends on another.
    ImGui::PushID(label.data(), label.data() + label.size());
    ImGui::PushID(static_cast<int>(rect.left));
    ImGui::PushID(static_cast<int>(rect.top));
    ImGui::SetCursorScreenPos(rect.min());
    const bool tapped = ImGui::InvisibleButton("touch", {rect.width(), rect.height()});
    const bool held = ImGui::IsItemActive() && ImGui::IsItemHovered();
    ImGui::PopID();
    ImGui::PopID();
    ImGui::PopID();
    return {.tapped = tapped, .held = held};
}

} // namespace guichet::ui
