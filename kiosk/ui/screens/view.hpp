#pragma once
// What every screen is given, and the functions that draw them, one for each.

#include "kiosk/ui/controls.hpp"
#include "kiosk/ui/screens.hpp"

#include <utility>

namespace guichet::ui {

/// One frame of one kiosk.
struct View {
    Kit& kit;
    const app::State& state;
    const ports::Locality& locality;
    const CameraPicture& camera;
    std::vector<app::Event>& events;
    const QrModules* keepsake = nullptr; ///< the code that keeps the receipt on the screen, if there is one

    [[nodiscard]] const Texts& texts() const { return kit.texts(); }
    [[nodiscard]] const Palette& palette() const { return kit.palette(); }
    [[nodiscard]] bool self_service() const { return state.self_service(); }
    [[nodiscard]] const Manifest& manifest() const { return *state.manifest; }

    void send(app::Event event) const { events.push_back(std::move(event)); }

    /// Sends the event when the control was tapped.
    template <typename Event>
    void on(bool tapped, Event event) const {
        if (tapped) {
            send(std::move(event));
        }
    }
};

// Each fills the page below the header.
void draw_screen(const View& view, Rect page, const app::Starting& screen);
void draw_screen(const View& view, Rect page, const app::Waiting& screen);
void draw_screen(const View& view, Rect page, const app::Attract& screen);
void draw_screen(const View& view, Rect page, const app::TypeCode& screen);
void draw_screen(const View& view, Rect page, const app::Search& screen);
void draw_screen(const View& view, Rect page, const app::BasketWork& screen);
void draw_screen(const View& view, Rect page, const app::HandedOver& screen);
void draw_screen(const View& view, Rect page, const app::AlreadyCollected& screen);
void draw_screen(const View& view, Rect page, const app::CodeNotice& screen);
void draw_screen(const View& view, Rect page, const app::Staff& screen);
void draw_screen(const View& view, Rect page, const app::Tour& screen);
void draw_screen(const View& view, Rect page, const app::Examples& screen);
void draw_screen(const View& view, Rect page, const app::Closing& screen);
void draw_screen(const View& view, Rect page, const app::Report& screen);
void draw_screen(const View& view, Rect page, const app::PrivacyNotice& screen);
void draw_screen(const View& view, Rect page, const app::SignIn& screen);
void draw_screen(const View& view, Rect page, const app::Devices& screen);
void draw_screen(const View& view, Rect page, const app::Glance& screen);
void draw_screen(const View& view, Rect page, const app::Incidents& screen);
void draw_screen(const View& view, Rect page, const app::Users& screen);
void draw_screen(const View& view, Rect page, const app::UserForm& screen);
void draw_screen(const View& view, Rect page, const app::Enrolment& screen);
void draw_screen(const View& view, Rect page, const app::Withdrawn& screen);

// The dialogs that lie over a screen of their own.
void draw_line_question(const View& view, const app::BasketWork& work);
void draw_undo_question(const View& view, const app::AlreadyCollected& collected);
void draw_incident_question(const View& view, const app::Incidents& screen);
void draw_user_question(const View& view, const app::Users& screen);
void draw_permission(const View& view);

/// The row of large buttons at the foot of a page: cuts it off, with the gap above.
[[nodiscard]] Rect cut_foot(const View& view, Rect& page);

/// The button that leads volunteers to the menu.
[[nodiscard]] Button menu_button(const View& view);

/// Cuts off a row above the foot with what a volunteer learns the kiosk by: practice and guided tour. Nothing
/// while they practise.
void draw_learning(const View& view, Rect& page);

/// The button that leaves a screen: it names the customer who waits, if there is one.
[[nodiscard]] Button way_on(const View& view, Button otherwise);

/// The page's heading, in its first line.
void draw_heading(const View& view, Rect& page, const std::string& text);

} // namespace guichet::ui
