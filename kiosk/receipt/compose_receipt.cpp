// A customer's receipt: what came along, what did not, and what that is in euros.

#include "kiosk/receipt/columns.hpp"
#include "kiosk/receipt/compose.hpp"
#include "kiosk/receipt/vocabulary.hpp"

#include <algorithm>

namespace guichet::receipt {
namespace {

/// A line of the basket with what became of it.
struct ToldLine {
    const OrderLine* line = nullptr;
    const LineOutcome* outcome = nullptr;

    [[nodiscard]] Money withheld() const { return line->price() - delivered_price(*line, *outcome); }
};

std::vector<ToldLine> told_lines(const ReceiptFacts& facts) {
    std::vector<ToldLine> lines;
    for (const LineOutcome& outcome : facts.lines) {
        const OrderLine* line = facts.basket->find_line(outcome.key);
        require(line != nullptr, "a receipt tells of lines of its basket");
        lines.push_back({line, &outcome});
    }
    std::stable_sort(lines.begin(), lines.end(), [](const ToldLine& left, const ToldLine& right) {
        return left.line->producer < right.line->producer;
    });
    return lines;
}

std::string orders_of(const ReceiptFacts& facts) {
    std::string numbers;
    for (const Order& order : facts.basket->orders) {
        const bool told =
            std::any_of(facts.lines.begin(), facts.lines.end(),
                        [&order](const LineOutcome& line) { return line.key.order == order.number; });
        if (told)
            numbers += (numbers.empty() ? "" : ", ") + order.number;
    }
    return numbers;
}

/// Writes the blocks of one receipt.
class ReceiptWriter {
public:
    ReceiptWriter(const ReceiptFacts& facts, const Texts& texts)
        : facts_(facts), texts_(texts),
          lines_(told_lines(facts)), document_{facts.document_id, Kind::receipt, texts.language(), {}} {}

    [[nodiscard]] Document write() && {
        head();
        goods();
        sums();
        foot();
        return std::move(document_);
    }

private:
    void add(Block block) { document_.blocks.emplace_back(std::move(block)); }

    void centred(std::string text) { add(Text{std::move(text), Size::normal, false, Align::centre}); }

    void head() {
        add(Text{facts_.station_name, Size::large, true, Align::centre});
        centred(format_date(facts_.time, texts_) + " · " + format_time(facts_.time, texts_));
        add(Rule{Stroke::thin});
        add(Text{facts_.basket->customer_name, Size::tall, true, Align::left});
        if (facts_.by_proxy)
            add(Text{collected_by(facts_.collector, texts_), Size::normal, true, Align::left});
        const std::string orders = orders_of(facts_);
        const auto count = std::count(orders.begin(), orders.end(), ',') + 1;
        add(Text{fill(texts_.plural("Order {0}", "Orders {0}", count), {orders}), Size::normal, false,
                 Align::left});
        add(Rule{Stroke::dotted});
    }

    /// The goods stand below each other; a weight, wider than the column, pushes its own product aside.
    [[nodiscard]] int lead_width() const {
        int width = 0;
        for (const ToldLine& told : lines_)
            if (!told.line->quantity.weighed())
                width =
                    std::max(width, columns_of(std::string_view(quantity_text(told.line->quantity, texts_))));
        return width + 1;
    }

    void goods() {
        const int lead = lead_width();
        const OrderLine* before = nullptr;
        for (const ToldLine& told : lines_) {
            if (before == nullptr || before->producer != told.line->producer)
                add(Text{facts_.manifest->producers.at(told.line->producer), Size::normal, true,
                         Align::left});
            before = told.line;
            add(Row{told.line->product, format_money(told.line->price(), texts_),
                    quantity_text(told.line->quantity, texts_), lead, Size::normal, false});
            const std::string said = remark(*told.line, *told.outcome, texts_);
            if (told.withheld() != Money{})
                add(Row{"» " + said,
                        format_money(Money{} - told.withheld(), texts_),
                        {},
                        lead,
                        Size::normal,
                        true});
            else if (!said.empty())
                add(Note{"» " + said, lead, true});
        }
    }

    void sums() {
        Money paid;
        Money withheld;
        for (const ToldLine& told : lines_) {
            paid += told.line->price();
            withheld += told.withheld();
        }
        add(Rule{Stroke::heavy});
        const auto sum = [this](std::string name, Money amount, Size size) {
            add(Row{std::move(name), format_money(amount, texts_), {}, 0, size, size != Size::normal});
        };
        if (withheld == Money{})
            return sum(texts_.get("Paid online"), paid, Size::tall);
        sum(texts_.get("Paid online"), paid, Size::normal);
        sum(texts_.get("Not handed over"), Money{} - withheld, Size::normal);
        sum(texts_.get("Handed over"), paid - withheld, Size::tall);
    }

    void foot() {
        add(QrCode{facts_.reference});
        centred(texts_.say("Pickup no. {0}, {1}", facts_.number, facts_.kiosk_name));
        add(Text{texts_.get("Thank you, and enjoy your meal!"), Size::normal, true, Align::centre});
    }

    const ReceiptFacts& facts_;
    const Texts& texts_;
    std::vector<ToldLine> lines_;
    Document document_;
};

} // namespace

Document compose_receipt(const ReceiptFacts& facts, const Texts& texts) {
    return ReceiptWriter(facts, texts).write();
}

} // namespace guichet::receipt
