// The first screen of a kiosk that the server does not know yet, and the last one of a kiosk that was
// withdrawn. Both wait for the organiser's code.

#include "kiosk/ui/flowing.hpp"
#include "kiosk/ui/screens/camera_view.hpp"
#include "kiosk/ui/screens/view.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

struct Words {
    std::string heading;
    std::vector<std::string> paragraphs;
};

/// Who the kiosk is, for whoever makes its code.
std::string say_identity(const View& view) {
    const auto& kiosk = view.state.kiosk;
    return view.texts().say("Kiosk {0}, station {1}", kiosk.device, kiosk.station_id);
}

/// What was wrong with the last code, or that one is being looked at. Cuts its place off; where that would
/// leave too little, it stands before the words.
void draw_answer(const View& view, Rect& page, Words& words, bool asking,
                 const std::optional<Error>& problem) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    if (!asking && !problem) {
        return;
    }
    const Banner told{.meaning = asking ? Meaning::information : Meaning::attention,
                      .icon = asking ? Icon::clock : Icon::qr_code,
                      .title = asking ? texts.get("The code is being looked at…")
                                      : texts.get("This code did not work"),
                      .text = asking ? texts.get("The server is asked.") : texts.say(*problem),
                      .action = {}};
    const float high = banner_height(kit, page.width(), told);
    constexpr float largest_share = 0.35F;
    if (high > page.height() * largest_share) {
        words.paragraphs.insert(words.paragraphs.begin(), {told.title, told.text});
        return;
    }
    banner(kit, page.cut_bottom(high), told);
    page.cut_bottom(kit.mm(4));
}

/// On several pages, where letters are so large that not all fits on one.
void write_on_pages(const View& view, const Rect& page, const Words& words) {
    std::vector<FlowingParagraph> paragraphs{{words.heading, true}};
    for (const auto& paragraph : words.paragraphs) {
        paragraphs.push_back({paragraph, false});
    }
    flowing_text(view.kit, page, "enrolment", paragraphs, view.palette().page.ink);
}

void write_words(const View& view, Rect page, const Words& words) {
    Kit& kit = view.kit;
    const auto height_in = [&](TextStyle of_all) {
        float high = 0;
        for (const auto& paragraph : words.paragraphs) {
            high += paragraph_height(kit, of_all, paragraph, page.width()) + kit.mm(4);
        }
        return high;
    };
    const float heading_high = paragraph_height(kit, TextStyle::title, words.heading, page.width());
    if (heading_high + kit.mm(2) + height_in(TextStyle::body) > page.height()) {
        write_on_pages(view, page, words);
        return;
    }
    draw_heading(view, page, words.heading);
    page.cut_top(kit.mm(2));
    constexpr std::array styles{TextStyle::title, TextStyle::strong, TextStyle::body};
    const auto fitting = std::find_if(styles.begin(), styles.end() - 1,
                                      [&](TextStyle one) { return height_in(one) <= page.height(); });
    for (const auto& paragraph : words.paragraphs) {
        const float paragraph_high = paragraph_height(kit, *fitting, paragraph, page.width());
        write_paragraph(kit, page.cut_top(paragraph_high), paragraph,
                        {.style = *fitting, .colour = view.palette().page.ink});
        page.cut_top(kit.mm(4));
    }
}

/// The words and, where a code is read, the camera.
void draw_waiting_for_code(const View& view, Rect page, Words words, bool asking,
                           const std::optional<Error>& problem) {
    Kit& kit = view.kit;
    draw_answer(view, page, words, asking, problem);
    const Rect foot = page.cut_bottom(line_height(kit, TextStyle::small));
    write_line(kit, foot, say_identity(view),
               {.style = TextStyle::small, .colour = view.palette().page.soft_ink});
    page.cut_bottom(kit.mm(3));
    const bool large = view.state.appearance.text_size > app::TextSize::large;
    if (shows_camera(view.state) && view.state.camera.well && !(large && !kit.portrait())) {
        const float share = kit.portrait() ? page.height() * 0.42F : page.width() * 0.44F;
        const Rect camera = kit.portrait() ? page.cut_bottom(share) : page.cut_right(share);
        kit.portrait() ? page.cut_bottom(kit.mm(5)) : page.cut_right(kit.mm(10));
        draw_camera(view, camera.middle(camera.width(), std::min(camera.height(), camera.width() * 0.8F)));
    }
    write_words(view, page, words);
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Enrolment& screen) {
    const Texts& texts = view.texts();
    const bool camera = view.state.camera.well;
    const std::string show =
        camera ? texts.get("2. Hold it before the camera, or read it with the hand scanner.")
               : texts.get("2. Read it with the hand scanner. The camera is not ready.");
    draw_waiting_for_code(
        view, page,
        {texts.get("Let us set up this kiosk"),
         {texts.get("1. Ask the organiser for this kiosk's code, on paper or on a telephone."), show,
          texts.get("3. That is all: the kiosk then fetches the list of baskets by itself.")}},
        screen.asking, screen.problem);
}

void draw_screen(const View& view, Rect page, const app::Withdrawn& screen) {
    const Texts& texts = view.texts();
    if (!screen.erased) {
        statement(
            view.kit, page,
            {.icon = Icon::lock,
             .meaning = Meaning::information,
             .title = texts.get("This kiosk was withdrawn"),
             .text = texts.get("What it knows of people is being erased. Please leave it switched on.")});
        return;
    }
    draw_waiting_for_code(
        view, page,
        {texts.get("This kiosk was withdrawn"),
         {texts.get(
              "The organiser ended its work. What it knew of people is erased; its journal, which names "
              "nobody, is kept."),
          texts.get("If you found it, please give it back to the organiser."),
          texts.get("To use it again, hold a new code of the organiser before it.")}},
        screen.asking, screen.problem);
}

} // namespace guichet::ui
