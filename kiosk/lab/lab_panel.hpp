#pragma once
// The panel beside the interactive demonstration: what a person would do to the hardware by hand.

#include "kiosk/lab/demonstration/demonstration_data.hpp"
#include "kiosk/lab/lab_hardware.hpp"
#include "kiosk/platform/stage.hpp"
#include "kiosk/ports/locality.hpp"
#include "kiosk/ui/kit.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace guichet::lab {

class LabPanel {
public:
    /// All must outlive it. `codes` is the folder of the customers' QR pictures.
    LabPanel(platform::Window& window, LabHardware& hardware, const ports::Locality& locality,
             std::vector<DemonstrationCustomer> customers, std::filesystem::path codes);

    [[nodiscard]] Result<> load_fonts();

    /// Draws the panel if something on it changed.
    void frame();

private:
    void draw();
    void draw_customers(ui::Rect rect);
    void draw_customer(const ui::Rect& rect, std::size_t index);
    void draw_hands(ui::Rect rect);
    void draw_printer(ui::Rect rect);
    void draw_paper(const ui::Rect& rect);
    void draw_network(const ui::Rect& rect);
    void hold(const std::string& conditions);
    void scan();
    void take_paper_picture();

    platform::Stage stage_;
    LabHardware& hardware_;
    const ports::Locality& locality_;
    std::vector<DemonstrationCustomer> customers_;
    std::filesystem::path codes_;
    ui::Theme theme_;
    ui::Kit kit_;
    std::size_t chosen_ = 0;
    std::string held_;        ///< the conditions under which the chosen code is held; empty: it is not
    std::uint64_t hands_ = 1; ///< no two hands hold alike
    std::size_t papers_seen_ = 0;
    ImTextureID paper_ = nullptr;
    int paper_width_ = 0;
    int paper_height_ = 0;
};

} // namespace guichet::lab
