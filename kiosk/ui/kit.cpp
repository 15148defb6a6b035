#include "kiosk/ui/kit.hpp"

#include <imgui.h>

#include <algorithm>
#include <string>

namespace guichet::ui {

namespace {

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
    accessibility_.clear();
    covered_ = false;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    screen_ = {0, 0, size.x, size.y};
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("screen", nullptr, bare);
    draw_ = ImGui::GetWindowDrawList();
}

void Kit::end() {
    ImGui::End();
    draw_ = nullptr;
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
        accessibility_.add({.rect = rect,
                            .role = role,
                            .label = std::string(label),
                            .value = std::string(value),
                            .enabled = true,
                            .shortened = shortened});
    }
}

Touch Kit::touch(const Rect& rect, Role role, std::string_view label, std::string_view value, bool enabled,
                 bool shortened) {
    if (covered_ || rect.empty()) {
        return {};
    }
    accessibility_.add({.rect = rect,
                        .role = role,
                        .label = std::string(label),
                        .value = std::string(value),
                        .enabled = enabled,
                        .shortened = shortened});
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
