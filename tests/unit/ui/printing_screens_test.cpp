// What people see and do about printers and papers.
#include "drivers/decoder/decoder.hpp"
#include "kiosk/app/papers.hpp"
#include "kiosk/app/spool.hpp"
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::ui {
namespace {

using ports::PrinterCondition;

class PrintingScreens : public ::testing::Test {
protected:
    bool shows(const app::State& state, const std::string& text) {
        screen.run_screens(screens, state);
        return screens.accessibility().shows(text);
    }

    std::vector<app::Event> touch(const app::State& state, const std::string& label) {
        screen.run_screens(screens, state);
        EXPECT_TRUE(screen.tap(screens, label)) << label;
        return screen.run_screens(screens, state);
    }

    template <typename Event>
    Event only(const std::vector<app::Event>& events) {
        EXPECT_EQ(events.size(), 1U);
        const auto* event = events.empty() ? nullptr : std::get_if<Event>(&events.front());
        EXPECT_NE(event, nullptr);
        return event != nullptr ? *event : Event{};
    }

    TestLocality locality;
    TestScreen screen;
    Screens screens{locality, test_qr};
};

TEST_F(PrintingScreens, WhatThePrinterNeedsIsSaidAndGoesAwayByItself) {
    auto state = sample_state("counter-attract");
    for (const auto& [condition, words] :
         {std::pair(PrinterCondition::paper_out, "mettez un rouleau neuf"),
          std::pair(PrinterCondition::cover_open, "Le capot de l’imprimante est ouvert"),
          std::pair(PrinterCondition::cutter_fault, "Le massicot"),
          std::pair(PrinterCondition::unplugged, "L’imprimante est introuvable"),
          std::pair(PrinterCondition::offline, "L’imprimante ne reçoit rien")}) {
        state.spools[0].status.condition = condition;
        EXPECT_TRUE(shows(state, words));
        state.spools[0].status.condition = PrinterCondition::ready;
        EXPECT_FALSE(shows(state, words));
    }
}

TEST_F(PrintingScreens, APrinterThatHasNotSpokenYetIsNotInTrouble) {
    auto state = sample_state("counter-attract");
    state.spools[0].heard = false;
    state.spools[0].status.condition = PrinterCondition::unplugged;
    EXPECT_FALSE(shows(state, "L’imprimante est introuvable"));
}

TEST_F(PrintingScreens, HowManyReceiptsWaitIsSaid) {
    auto state = sample_state("counter-printer-paper-out");
    EXPECT_TRUE(shows(state, "Impression en attente : 3 reçus. Ils sortiront tout seuls."));
    state.spools[0].waiting.resize(1);
    EXPECT_TRUE(shows(state, "Impression en attente : 1 reçu. Il sortira tout seul."));
    state.spools[0].waiting.front().kind = receipt::Kind::slip;
    EXPECT_TRUE(shows(state, "Impression en attente : 1 papier."));
}

TEST_F(PrintingScreens, OfSeveralPrintersItIsSaidWhichOne) {
    auto state = sample_state("counter-staff-several-printers");
    state.screen = app::Attract{};
    EXPECT_TRUE(shows(state, "Imprimante (bordereaux) · Impression en attente : 4 papiers."));
    EXPECT_TRUE(shows(state, "Imprimante (reçus, bilans)"));
}

TEST_F(PrintingScreens, PaperNearItsEndIsForVolunteersBetweenCustomers) {
    auto state = sample_state("counter-printer-near-end");
    EXPECT_TRUE(shows(state, "Papier bientôt fini"));
    const auto busy = sample_state("counter-basket-mixed"); // its basket lives in its manifest
    state.screen = busy.screen;
    EXPECT_FALSE(shows(state, "Papier bientôt fini"));
    auto self = sample_state("self-attract");
    self.spools[0].status.condition = PrinterCondition::paper_near_end;
    EXPECT_FALSE(shows(self, "Papier bientôt fini"));
}

TEST_F(PrintingScreens, AQuestionAboutAPaperNamesTheCustomerAndIsAnswered) {
    const auto state = sample_state("counter-paper-question");
    const auto* basket = app::basket_of_receipt(state, state.unsure[0].entry.id);
    ASSERT_NE(basket, nullptr);
    EXPECT_TRUE(shows(state, "Le reçu de " + basket->customer_name + " est-il sorti en entier ?"));
    const auto yes = only<app::AnswerPaper>(touch(state, "Oui, il est sorti"));
    EXPECT_EQ(yes.document, state.unsure[0].entry.id);
    EXPECT_TRUE(yes.came_out);
    EXPECT_FALSE(only<app::AnswerPaper>(touch(state, "Non, réimprimer")).came_out);
}

TEST_F(PrintingScreens, TheQuestionBlocksNothingAndWaitsForAPrinterThatIsWell) {
    auto state = sample_state("counter-paper-question");
    only<app::ShowSearch>(touch(state, "Chercher un nom"));
    const auto basket = sample_state("counter-basket-mixed");
    state.screen = basket.screen;
    EXPECT_FALSE(shows(state, "sorti en entier")) << "not while a customer is served";
    state.screen = app::Attract{};
    state.spools[0].status.condition = PrinterCondition::paper_out;
    EXPECT_FALSE(shows(state, "sorti en entier")) << "what it still has comes out first";
    auto self = sample_state("self-attract");
    self.unsure = state.unsure;
    EXPECT_FALSE(shows(self, "sorti en entier"));
}

TEST_F(PrintingScreens, APaperIsAskedForOnce) {
    auto state = sample_state("self-done-on-request");
    only<app::PrintReceipt>(touch(state, "Imprimer mon reçu"));
    const auto& done = std::get<app::HandedOver>(state.screen);
    state.spools[0].waiting.push_back({{done.document, "", ports::SpoolState::queued, false}, {}});
    screen.run_screens(screens, state);
    EXPECT_EQ(screens.accessibility().find_control("Imprimer mon reçu"), nullptr);
    EXPECT_FALSE(shows(sample_state("self-done-no-paper"), "Imprimer mon reçu"));
}

TEST_F(PrintingScreens, ReceiptsComeAgainSlipsAndTestPagesToo) {
    only<app::PrintReceipt>(touch(sample_state("counter-collected"), "Réimprimer le reçu"));
    only<app::PrintSlips>(touch(sample_state("counter-report"), "Bordereaux des producteurs"));
    auto staff = sample_state("counter-staff-several-printers");
    staff.spools[1].status.condition = PrinterCondition::ready;
    staff.spools[1].waiting.clear();
    screen.run_screens(screens, staff);
    EXPECT_TRUE(screens.accessibility().shows("Imprimante (reçus, bilans)"));
    EXPECT_FALSE(shows(sample_state("self-collected"), "Réimprimer le reçu"));
    auto one = sample_state("counter-staff");
    one.spools[0].status.condition = PrinterCondition::ready;
    EXPECT_EQ(only<app::PrintTestPage>(touch(one, "Page d’essai")).printer, 0U);
}

/// The text that makes the largest code, on the panels that are drawn, with trouble beside it.
TEST_F(PrintingScreens, TheLargestCodeIsReadFromEveryPanel) {
    struct Panel {
        int width;
        int height;
        float pixels_per_mm;
    };
    std::string text = "Gare de Saint-Flour\n";
    for (std::size_t n = 0; text.size() + 4 <= app::longest_keepsake; ++n)
        text += n % 5 == 0 ? "é" : std::string(1, static_cast<char>('a' + n * 7 % 26));

    for (const Panel& panel : {Panel{1280, 800, 5.9F}, Panel{1920, 1080, 5.6F}, Panel{1080, 1920, 4.0F}}) {
        for (const auto* name : {"self-done-paper-out", "counter-done-cutter", "self-done-on-request"}) {
            TestScreen shown(panel.width, panel.height, panel.pixels_per_mm);
            Screens with_code(locality, test_qr);
            auto state = sample_state(name);
            std::get<app::HandedOver>(state.screen).keepsake = text;
            shown.show_screens(with_code, state);
            const auto& elements = with_code.accessibility().elements();
            const auto code = std::find_if(elements.begin(), elements.end(), [](const Element& element) {
                return element.role == Role::image && element.label.starts_with("Gardez votre reçu");
            });
            ASSERT_NE(code, elements.end()) << name;
            const int modules = test_qr(text).size + 8;
            EXPECT_GE(code->rect.width() / static_cast<float>(modules) / panel.pixels_per_mm, 0.49F)
                << name << ", millimetres a module on " << panel.width;
            const auto picture = shown.picture();
            std::vector<std::uint8_t> luma;
            for (std::size_t at = 1; at < picture.rgba.size(); at += 4)
                luma.push_back(picture.rgba[at]);
            const auto readings = decoder::Decoder().decode(
                {luma.data(), picture.width, picture.height, picture.width}, decoder::Effort::thorough);
            ASSERT_EQ(readings.size(), 1U) << name << " on " << panel.width;
            EXPECT_EQ(readings.front().text, text);
        }
    }
}

} // namespace
} // namespace guichet::ui
