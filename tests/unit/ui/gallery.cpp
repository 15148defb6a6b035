// Every widget on a few sheets, for the eyes: gallery FOLDER
#include "tests/unit/ui/screen_fixture.hpp"

#include "kiosk/ui/crate_tile.hpp"
#include "kiosk/ui/header.hpp"
#include "kiosk/ui/keys.hpp"
#include "kiosk/ui/lists.hpp"

#include <chrono>
#include <cstdio>

namespace guichet::ui {
namespace {

Header sample_header() {
    return {.title = "Drive de Saint-Flour",
            .subtitle = "vendredi 17 avril",
            .lights = {{Icon::printer, "Imprimante", "prête", Meaning::good},
                       {Icon::camera, "Caméra", "prête", Meaning::good},
                       {Icon::network, "Réseau", "hors ligne", Meaning::attention}},
            .other_language = "English",
            .help = "Aide",
            .practice = {}};
}

void basket_sheet(Kit& kit) {
    Rect page = kit.screen();
    header(kit, page.cut_top(header_height(kit)), sample_header());
    page = page.inset(kit.measures().margin());
    Rect foot = page.cut_bottom(kit.measures().primary_button());
    page.cut_bottom(kit.measures().gap() * 1.5F);
    button(kit, foot.cut_left(kit.mm(48)), {.label = "Il manque quelque chose", .icon = Icon::warning});
    foot.cut_left(kit.measures().gap());
    button(kit, foot, {.label = "Tout est là", .icon = Icon::check, .kind = ButtonKind::primary});
    Rect top = page.cut_top(line_height(kit, TextStyle::display));
    write_line(kit, top, "Bonjour Élodie M.", {.style = TextStyle::display, .colour = kit.palette().page.ink},
               Role::heading);
    chip(kit, top,
         {.label = "3 caisses · 14 articles",
          .icon = Icon::crate,
          .tone = &kit.palette().of(Meaning::plain),
          .style = TextStyle::body},
         Align::right);
    page.cut_top(kit.mm(3));
    const auto tiles = page.cut_left(page.width() * 0.56F).rows(2, kit.measures().gap() * 1.5F);
    page.cut_left(kit.measures().gap() * 1.5F);
    const auto top_row = tiles[0].columns(2, kit.measures().gap() * 1.5F);
    const auto low_row = tiles[1].columns(2, kit.measures().gap() * 1.5F);
    crate_tile(kit, top_row[0], {"A12", StorageClass::ambient, "6 articles", "Ambiant", true});
    crate_tile(kit, top_row[1], {"B3", StorageClass::ambient, "2 articles", "Ambiant", false});
    crate_tile(kit, low_row[0], {"FRAIS-7", StorageClass::chilled, "5 articles", "Frais", false});
    crate_tile(kit, low_row[1], {"COLD-12", StorageClass::frozen, "1 article", "Surgelé", false});
    Rect list = card(kit, page);
    write_line(kit, list.cut_top(line_height(kit, TextStyle::title)), "Caisse A12",
               {.style = TextStyle::title, .colour = kit.palette().card.ink}, Role::heading);
    list.cut_top(kit.mm(1));
    const std::vector<CheckLine> lines{
        {"Carottes botte", "Les paniers de la dernière pluie", "2", LineMark::collected, ""},
        {"Pain de campagne au levain", "Du pain et des jeux", "1", LineMark::open, ""},
        {"Miel de châtaignier 500 g", "GAEC des Thuyas dorés", "1", LineMark::missing, "manquant"},
        {"Pommes de terre", "GAEC Ferrand", "2,5 kg", LineMark::short_, "remis : 2 kg"},
        {"Œufs plein air", "GAEC Natur'Ailes", "12", LineMark::open, ""}};
    paged_list(kit, list, "lines", std::vector<float>(lines.size(), check_line_height(kit)),
               [&](std::size_t n, const Rect& rect) { check_line(kit, rect, lines[n]); });
}

void controls_sheet(Kit& kit) {
    Rect page = kit.screen();
    auto head = sample_header();
    head.practice = "EXERCICE";
    header(kit, page.cut_top(header_height(kit)), head);
    page = page.inset(kit.measures().margin());
    const float gap = kit.measures().gap();
    const Banner notice{Meaning::attention, Icon::printer, "L'imprimante n'a plus de papier",
                        "Ouvrez le capot, posez un rouleau neuf, refermez. Le reçu sortira ensuite.",
                        "Plus tard"};
    banner(kit, page.cut_top(banner_height(kit, page.width(), notice)), notice);
    page.cut_top(gap);
    const Banner good{Meaning::good, Icon::check, "Panier remis à Élodie M.", "", "Annuler"};
    banner(kit, page.cut_top(banner_height(kit, page.width(), good)), good);
    page.cut_top(gap);
    const auto figures = page.cut_top(kit.mm(24)).columns(4, gap);
    figure(kit, figures[0], {"142", "paniers remis", Icon::check, Meaning::good});
    figure(kit, figures[1], {"18", "à remettre", Icon::clock, Meaning::plain});
    figure(kit, figures[2], {"7", "articles manquants", Icon::warning, Meaning::attention});
    figure(kit, figures[3], {"1", "incident", Icon::flag, Meaning::bad});
    page.cut_top(gap);
    const auto row = page.cut_top(kit.measures().primary_button()).columns(4, gap);
    button(kit, row[0], {.label = "Remettre", .icon = Icon::check, .kind = ButtonKind::primary});
    button(kit, row[1], {.label = "Chercher", .icon = Icon::search});
    button(kit, row[2], {.label = "Retour", .icon = Icon::back, .kind = ButtonKind::quiet});
    button(kit, row[3], {.label = "Fermer", .icon = Icon::lock, .kind = ButtonKind::danger});
    page.cut_top(gap);
    progress(kit, page.cut_top(kit.mm(10)), 0.62F, "Envoi au serveur : 62 %");
    const auto choices = page.cut_top(kit.measures().button()).columns(3, gap);
    choice(kit, choices[0], "Abîmé", true);
    choice(kit, choices[1], "Périmé", false);
    choice(kit, choices[2], "Pas ce qui est commandé", false);
    page.cut_top(gap);
    const float side = kit.mm(9);
    for (int n = 1; n <= static_cast<int>(Icon::scales); ++n) {
        if (page.width() < side) {
            break;
        }
        Rect cell = page.cut_left(side);
        draw_icon(kit.draw(), static_cast<Icon>(n), cell.cut_top(side).inset(kit.mm(1)),
                  kit.palette().page.ink);
    }
}

void keyboard_sheet(Kit& kit) {
    Rect page = kit.screen();
    header(kit, page.cut_top(header_height(kit)), sample_header());
    page = page.inset(kit.measures().margin());
    keyboard(kit, page.cut_bottom(keyboard_height(kit, false)), false);
    page.cut_bottom(kit.measures().gap() * 1.5F);
    text_field(kit, page.cut_top(kit.measures().button()), "MART", "Nom, commande ou code");
    page.cut_top(kit.measures().gap());
    const std::vector<ListRow> rows{
        {"Élodie M.", "2 commandes · 14 articles", "A12, B3", Icon::basket, Meaning::plain},
        {"Gérard M.", "remis à 17 h 05, guichet 1", "", Icon::check, Meaning::good},
        {"Solène M.", "1 commande · 3 articles", "FRAIS-2", Icon::basket, Meaning::plain}};
    paged_list(kit, page, "people", std::vector<float>(rows.size(), list_row_height(kit)),
               [&](std::size_t n, const Rect& rect) { list_row(kit, rect, rows[n]); });
}

void dialog_sheet(Kit& kit) {
    {
        const Covered covered(kit, true);
        basket_sheet(kit);
    }
    Rect inside = dialog(kit, kit.mm(150), kit.mm(110), "Code PIN du bénévole");
    text_field(kit, inside.cut_top(kit.measures().button()), "1234", "PIN", true);
    inside.cut_top(kit.mm(4));
    Rect right = inside.cut_right(inside.width() * 0.4F);
    inside.cut_right(kit.mm(5));
    keypad(kit, inside);
    button(kit, right.cut_bottom(kit.measures().primary_button()),
           {.label = "Valider", .icon = Icon::check, .kind = ButtonKind::primary});
    right.cut_bottom(kit.measures().gap());
    button(kit, right.cut_bottom(kit.measures().button()), {.label = "Annuler", .kind = ButtonKind::quiet});
}

void make(const std::string& folder, const std::string& suffix, int width, int height, float per_mm) {
    TestScreen screen(width, height, per_mm);
    const std::vector<std::pair<std::string, void (*)(Kit&)>> sheets{{"basket", basket_sheet},
                                                                     {"controls", controls_sheet},
                                                                     {"keyboard", keyboard_sheet},
                                                                     {"dialog", dialog_sheet}};
    for (const auto& [name, draw] : sheets) {
        screen.show(draw);
        const auto start = std::chrono::steady_clock::now();
        for (int n = 0; n < 20; ++n) {
            screen.frame(draw);
            platform::Renderer& renderer = screen.window().renderer();
            renderer.draw(*ImGui::GetDrawData(), {246, 241, 231});
        }
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        std::printf("%s%s: %.1f ms a frame, %d vertices\n", name.c_str(), suffix.c_str(), took.count() / 20,
                    ImGui::GetDrawData()->TotalVtxCount);
        const auto written = platform::write_png(folder + "/" + name + suffix + ".png", screen.picture());
        require(written.ok(), "the folder of the gallery can be written");
    }
}

} // namespace
} // namespace guichet::ui

int main(int count, char** arguments) {
    if (count != 2) {
        std::fputs("usage: gallery FOLDER\n", stderr);
        return 2;
    }
    guichet::ui::make(arguments[1], "", 1280, 800, 5.9F);
    guichet::ui::make(arguments[1], "-1080p", 1920, 1080, 5.6F);
    guichet::ui::make(arguments[1], "-portrait", 1080, 1920, 5.0F);
}
