#include "kiosk/ui/screens/printing.hpp"

#include "kiosk/app/spool.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

using ports::PrinterCondition;

/// Where volunteers are told of printers that need them: not where they speak with a customer about a code.
bool tells_of_printers(const app::Screen& screen) {
    return std::holds_alternative<app::Attract>(screen) || std::holds_alternative<app::BasketWork>(screen) ||
           std::holds_alternative<app::HandedOver>(screen) || std::holds_alternative<app::Report>(screen);
}

/// Where they have the time for a question.
bool asks_about_papers(const app::State& state) {
    return std::holds_alternative<app::Attract>(state.screen) ||
           std::holds_alternative<app::HandedOver>(state.screen) ||
           std::holds_alternative<app::Report>(state.screen) ||
           (std::holds_alternative<app::Closing>(state.screen) &&
            app::closing_step(state) == app::ClosingStep::receipts);
}

Alert trouble_alert(const View& view, const app::Spool& spool) {
    PrinterCard card;
    card.picture = picture_of(spool.status.condition);
    card.title = view.texts().get(explain(spool.status.condition));
    card.text = waiting_words(view, spool);
    if (view.state.spools.size() > 1) {
        card.text = name_of(view, spool) + (card.text.empty() ? "" : " · ") + card.text;
    }
    card.low = std::holds_alternative<app::BasketWork>(view.state.screen);
    return {.slim = {.meaning = card.meaning, .icon = Icon::printer, .title = card.title},
            .brief = view.texts().get("A printer needs a hand."),
            .card = card};
}

std::string question_about(const View& view, const app::Paper& paper) {
    const Texts& texts = view.texts();
    if (paper.kind == receipt::Kind::report) {
        return texts.get("Did the session report come out whole?");
    }
    if (paper.kind == receipt::Kind::slip) {
        return texts.get("Did the producers' slip come out whole?");
    }
    const Basket* basket = app::basket_of_receipt(view.state, paper.entry.id);
    return basket == nullptr ? texts.get("Did the receipt come out whole?")
                             : texts.say("Did the receipt of {0} come out whole?", basket->customer_name);
}

Alert question_alert(const View& view) {
    const Texts& texts = view.texts();
    const auto more = static_cast<std::int64_t>(view.state.unsure.size()) - 1;
    PrinterCard card;
    card.picture = PrinterPicture::question;
    card.meaning = Meaning::information;
    card.title = question_about(view, view.state.unsure.front());
    card.text = texts.get("This printer cannot tell: please look at the paper.");
    if (more > 0) {
        card.text += "\n" + texts.say("After that, {0} more.", more);
    }
    card.yes = texts.get("Yes, it is out");
    card.no = texts.get("No, print it again");
    const std::string& paper = view.state.unsure.front().entry.id;
    return {.slim = {.meaning = card.meaning,
                     .icon = Icon::receipt,
                     .title = card.title,
                     .actions = {texts.get("Yes"), texts.get("No")},
                     .more = more},
            .answers = {app::AnswerPaper{paper, true}, app::AnswerPaper{paper, false}},
            .privacy = Privacy::texts, // it names the customer
            .card = card};
}

/// A person is asked when the printer is well: what it still had to print has then come out.
bool asks_now(const app::State& state) {
    if (state.unsure.empty() || !asks_about_papers(state)) {
        return false;
    }
    const auto printer = app::printer_for(state, state.unsure.front());
    return !printer || !state.spools[*printer].in_trouble();
}

/// Small: there is still time.
Alert near_end_alert(const View& view, const app::Spool& spool) {
    std::string words = view.texts().get("The paper is nearly used up: have a roll ready.");
    if (view.state.spools.size() > 1) {
        words = name_of(view, spool) + " · " + words;
    }
    return {.slim = {.meaning = Meaning::attention, .icon = Icon::receipt, .title = words}, .can_wait = true};
}

} // namespace

std::string name_of(const View& view, const app::Spool& spool) {
    const Texts& texts = view.texts();
    if (view.state.spools.size() < 2) {
        return texts.get("Printer");
    }
    std::string roles;
    const auto add = [&](bool has, std::string_view name) {
        if (has) {
            roles += (roles.empty() ? "" : ", ") + texts.get(name);
        }
    };
    add(spool.roles.receipt, sentence("receipts"));
    add(spool.roles.label, sentence("slips"));
    add(spool.roles.report, sentence("reports"));
    return texts.say("Printer ({0})", roles);
}

std::string waiting_words(const View& view, const app::Spool& spool) {
    if (spool.papers() == 0) {
        return {};
    }
    const auto is_receipt = [](const app::Paper& paper) { return paper.kind == receipt::Kind::receipt; };
    const bool receipts = std::all_of(spool.waiting.begin(), spool.waiting.end(), is_receipt) &&
                          (!spool.printing || is_receipt(*spool.printing));
    const Texts& texts = view.texts();
    return receipts ? texts.count("Waiting to be printed: {0} receipt. It comes out by itself.",
                                  "Waiting to be printed: {0} receipts. They come out by themselves.",
                                  spool.papers())
                    : texts.count("Waiting to be printed: {0} paper. It comes out by itself.",
                                  "Waiting to be printed: {0} papers. They come out by themselves.",
                                  spool.papers());
}

std::vector<Alert> printing_alerts(const View& view) {
    std::vector<Alert> alerts;
    if (view.self_service()) {
        return alerts;
    }
    if (asks_now(view.state)) {
        alerts.push_back(question_alert(view));
    }
    const bool tells = tells_of_printers(view.state.screen);
    const bool busy = std::holds_alternative<app::BasketWork>(view.state.screen);
    for (const app::Spool& spool : view.state.spools) {
        if (tells && spool.in_trouble() && (!busy || spool.papers() > 0)) {
            alerts.push_back(trouble_alert(view, spool));
        }
    }
    for (const app::Spool& spool : view.state.spools) {
        const bool low = spool.heard && spool.status.condition == PrinterCondition::paper_near_end;
        if (tells && !busy && low) {
            alerts.push_back(near_end_alert(view, spool));
        }
    }
    return alerts;
}

void draw_keepsake(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const std::string words = view.texts().get("Keep your receipt: photograph this code.");
    card(kit, rect);
    // As white as the code's own margin, which may then be the card's.
    fill_round(kit.draw(), rect, kit.measures().radius(), rgb(0xFFFFFF));
    Rect inside = rect.inset(kit.mm(1));
    float high = paragraph_height(kit, TextStyle::strong, words, inside.width()) + kit.mm(1);
    const float least = kit.mm(0.5F) * static_cast<float>(view.keepsake->size);
    if (inside.height() - high < least) {
        high = 0; // where there is so little room, a code that can be read is worth more than its words
    }
    const float side = qr_side(kit, *view.keepsake, std::min(inside.width(), inside.height() - high));
    inside = inside.middle(inside.width(), std::min(inside.height(), side + high));
    draw_qr(kit, inside.cut_top(side), *view.keepsake, words);
    if (high > 0) {
        const float width = balanced_width(kit, TextStyle::strong, words, inside.width());
        write_paragraph(
            kit, inside.middle(width, inside.height()), words,
            {.style = TextStyle::strong, .colour = light_palette().card.ink, .align = Align::centre});
    }
}

} // namespace guichet::ui
