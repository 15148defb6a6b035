// The hand before a lab kiosk's camera.

#include "drivers/pictures/picture_file.hpp"
#include "kiosk/lab/lab_kiosk.hpp"

namespace guichet::lab {

namespace {

constexpr std::chrono::seconds longest_look{20};
constexpr std::chrono::milliseconds doze{5};
/// Frames for which a code is held still before the hand gives up: half as many again as make a damaged one
/// known.
constexpr std::uint64_t frames_held = 36;
constexpr int hands = 4;

} // namespace

bool LabKiosk::show_before_camera(const pictures::GrayPicture& code, const Conditions& conditions) {
    const auto before = kiosk_->camera()->frames_seen();
    const auto deadline = std::chrono::steady_clock::now() + longest_look;
    const auto scans = scan_to_screen_.size();
    hardware_.camera->present(code, conditions);
    const auto noticed = [&] {
        const auto* notice = std::get_if<app::CodeNotice>(&kiosk_->shown().screen);
        return scan_to_screen_.size() > scans || (notice != nullptr && conditions.damaged);
    };
    while (!noticed() && kiosk_->state().camera.well &&
           kiosk_->camera()->frames_seen() < before + frames_held &&
           std::chrono::steady_clock::now() < deadline) {
        kiosk_->queue().wait(doze);
        kiosk_->run_pending();
        measure_scan();
    }
    return noticed();
}

void LabKiosk::look(std::uint64_t frames) {
    const auto before = kiosk_->camera()->frames_seen();
    const auto deadline = std::chrono::steady_clock::now() + longest_look;
    while (kiosk_->state().camera.well && kiosk_->camera()->frames_seen() < before + frames &&
           std::chrono::steady_clock::now() < deadline) {
        kiosk_->queue().wait(std::chrono::milliseconds{1});
        kiosk_->run_pending();
        measure_scan();
    }
}

void LabKiosk::take_code_away() {
    holding_ = false;
    const auto before = hardware_.camera->frames_fetched();
    hardware_.camera->clear();
    // A frame that still shows the code may be on its way: it must not be read later, when time has gone on.
    const auto deadline = std::chrono::steady_clock::now() + longest_look;
    const auto seen = [&] {
        const auto decoded = kiosk_->camera()->frames_seen();
        return decoded > before && decoded == hardware_.camera->frames_fetched();
    };
    while (kiosk_->state().camera.well && !seen() && std::chrono::steady_clock::now() < deadline) {
        kiosk_->queue().wait(std::chrono::milliseconds{1});
        kiosk_->run_pending();
    }
}

Result<> LabKiosk::present(const std::string& file, const std::string& words) {
    auto code = pictures::read_gray(file);
    if (!code)
        return code.error();
    auto conditions = conditions_of(words);
    if (!conditions)
        return conditions.error();
    bool read = false;
    for (int hand = 0; hand < hands && !read; ++hand) {
        read = show_before_camera(*code, *conditions);
        take_code_away();
        if (auto settled = settle(); !settled)
            return settled;
        // Who is not read at once holds the code another way.
        if (words.rfind("random:", 0) == 0)
            conditions = random_conditions(conditions->seed * 31 + static_cast<std::uint64_t>(hand) + 1);
    }
    return Done{};
}

Result<> LabKiosk::hold(const std::string& file, const std::string& words) {
    auto code = pictures::read_gray(file);
    if (!code)
        return code.error();
    const auto conditions = conditions_of(words);
    if (!conditions)
        return conditions.error();
    show_before_camera(*code, *conditions);
    holding_ = true;
    return settle();
}

} // namespace guichet::lab
