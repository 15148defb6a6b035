// The paper that a producer takes home from a session.

#include "kiosk/core/report.hpp"
#include "kiosk/receipt/columns.hpp"
#include "kiosk/receipt/compose.hpp"
#include "kiosk/receipt/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace guichet::receipt {
namespace {

/// One line of the producer, with what became of it; nothing: nobody came for it.
struct Told {
    const std::string* order = nullptr;
    const OrderLine* line = nullptr;
    const LineOutcome* outcome = nullptr;

    [[nodiscard]] std::optional<Outcome> what() const {
        return outcome == nullptr ? std::nullopt : std::optional(outcome->outcome);
    }
    [[nodiscard]] bool delivered() const {
        return what() == Outcome::collected || what() == Outcome::substituted;
    }
    [[nodiscard]] Money owed() const {
        return outcome == nullptr ? Money{} : delivered_price(*line, *outcome);
    }
    [[nodiscard]] Money not_owed() const { return line->price() - owed(); }
    /// What is not owed of it: the whole line, or what a short one lacks.
    [[nodiscard]] Quantity lacking() const {
        const std::int64_t given = what() == Outcome::short_ ? outcome->amount : 0;
        return {line->quantity.amount - given, line->quantity.unit};
    }
};

std::vector<Told> lines_of(const ProducerSlipFacts& facts) {
    std::vector<Told> lines;
    for (const Basket& basket : facts.ledger->manifest().baskets) {
        const auto& outcomes = facts.ledger->basket(basket.id).lines;
        for (const Order& order : basket.orders)
            for (const OrderLine& line : order.lines)
                if (line.producer == facts.producer) {
                    const auto found = outcomes.find({order.number, line.number});
                    lines.push_back(
                        {&order.number, &line, found == outcomes.end() ? nullptr : &found->second});
                }
    }
    return lines;
}

/// Writes the blocks of one slip.
class SlipWriter {
public:
    SlipWriter(const ProducerSlipFacts& facts, const Texts& texts)
        : facts_(facts), texts_(texts),
          lines_(lines_of(facts)), document_{facts.document_id, Kind::slip, texts.language(), {}} {}

    [[nodiscard]] Document write() && {
        head();
        figures();
        section(sentence("Missing"), Outcome::missing);
        section(sentence("Incomplete"), Outcome::short_);
        section(sentence("Refused: goes back"), Outcome::refused);
        section(sentence("Not claimed: goes back"), std::nullopt);
        sums();
        signatures();
        return std::move(document_);
    }

private:
    void add(Block block) { document_.blocks.emplace_back(std::move(block)); }

    void head() {
        add(Text{texts_.get("Producer slip"), Size::large, true, Align::centre});
        add(Text{facts_.station_name, Size::normal, true, Align::centre});
        add(Text{texts_.say("Session of {0}", format_date(facts_.session_day, texts_)), Size::normal, false,
                 Align::centre});
        add(Rule{Stroke::thin});
        add(Text{facts_.ledger->manifest().producers.at(facts_.producer), Size::tall, true, Align::left});
    }

    [[nodiscard]] std::int64_t count(std::optional<Outcome> outcome) const {
        return std::count_if(lines_.begin(), lines_.end(),
                             [&](const Told& told) { return told.what() == outcome; });
    }

    void figures() {
        const auto all = static_cast<std::int64_t>(lines_.size());
        const auto delivered =
            std::count_if(lines_.begin(), lines_.end(), [](const Told& told) { return told.delivered(); });
        if (all > 0 && delivered == all)
            return add(Text{texts_.count("{0} article, handed over", "{0} articles, all handed over", all)});
        const auto figure = [this](std::string_view name, std::int64_t value) {
            if (value > 0)
                add(Row{texts_.get(name), number_text(value, texts_), {}, 2, Size::normal, false});
        };
        add(Row{texts_.get("Articles"), number_text(all, texts_), {}, 0, Size::normal, true});
        figure(sentence("Collected"), delivered);
        figure(sentence("Incomplete"), count(Outcome::short_));
        figure(sentence("Missing"), count(Outcome::missing));
        figure(sentence("Refused"), count(Outcome::refused));
        figure(sentence("Not claimed"), count(std::nullopt));
    }

    /// The lines of one outcome, each with what is not owed of it.
    void section(std::string_view title, std::optional<Outcome> outcome) {
        if (count(outcome) == 0)
            return;
        add(Space{1});
        add(Text{texts_.get(title), Size::normal, true, Align::left});
        add(Rule{Stroke::dotted});
        const int lead = lead_width(outcome);
        for (const Told& told : lines_)
            if (told.what() == outcome) {
                add(Row{told.line->product, format_money(told.not_owed(), texts_),
                        quantity_text(told.lacking(), texts_), lead, Size::normal, false});
                add(Note{remark(told), lead, false});
            }
    }

    /// The products of a section stand below each other; a weight, wider than the column, pushes its own
    /// aside.
    [[nodiscard]] int lead_width(std::optional<Outcome> outcome) const {
        int width = 3;
        for (const Told& told : lines_)
            if (told.what() == outcome && !told.line->quantity.weighed())
                width = std::max(width, columns_of(std::string_view(quantity_text(told.lacking(), texts_))));
        return width + 1;
    }

    [[nodiscard]] std::string remark(const Told& told) const {
        std::string order = fill(texts_.plural("Order {0}", "Orders {0}", 1), {*told.order});
        if (told.what() == Outcome::refused)
            return order + " · " + texts_.get(reason_of(told.outcome->reason));
        if (told.what() == Outcome::short_)
            return order + " · " +
                   texts_.say("{0} of {1}",
                              format_quantity({told.outcome->amount, told.line->quantity.unit}, texts_),
                              format_quantity(told.line->quantity, texts_));
        return order;
    }

    /// What of the lines of some outcomes is not owed.
    [[nodiscard]] Money not_owed(std::optional<Outcome> one, std::optional<Outcome> other) const {
        Money sum;
        for (const Told& told : lines_)
            if (told.what() == one || told.what() == other)
                sum += told.not_owed();
        return sum;
    }

    void sums() {
        Money ordered;
        Money owed;
        for (const Told& told : lines_) {
            ordered += told.line->price();
            owed += told.owed();
        }
        add(Rule{Stroke::heavy});
        const auto sum = [this](std::string_view name, Money amount) {
            if (amount != Money{})
                add(Row{texts_.get(name), format_money(amount, texts_), {}, 0, Size::normal, false});
        };
        if (owed != ordered) {
            sum(sentence("Ordered"), ordered);
            sum(sentence("Missing or incomplete"), Money{} - not_owed(Outcome::missing, Outcome::short_));
            sum(sentence("Goes back"), Money{} - not_owed(Outcome::refused, std::nullopt));
        }
        add(Row{texts_.get("Owed to the producer"), format_money(owed, texts_), {}, 0, Size::tall, true});
    }

    void signatures() {
        for (const auto name :
             {sentence("Signature of the producer"), sentence("Signature of the coordinator")}) {
            add(Space{1});
            add(Text{texts_.get(name)});
            add(Space{5});
            add(Rule{Stroke::thin});
        }
        add(Text{printed_text(facts_.printed, facts_.kiosk_name, texts_), Size::normal, false,
                 Align::centre});
    }

    const ProducerSlipFacts& facts_;
    const Texts& texts_;
    std::vector<Told> lines_;
    Document document_;
};

} // namespace

Document compose_producer_slip(const ProducerSlipFacts& facts, const Texts& texts) {
    return SlipWriter(facts, texts).write();
}

} // namespace guichet::receipt
