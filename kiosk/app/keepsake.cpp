// A receipt as plain text, short enough for a code that a telephone reads from the screen and keeps.

#include "kiosk/app/papers.hpp"
#include "kiosk/core/report.hpp"
#include "kiosk/receipt/vocabulary.hpp"

#include <vector>

namespace guichet::app {

namespace {

/// Writes one text; each part ends in a line feed.
class KeepsakeWriter {
public:
    KeepsakeWriter(const Basket& basket, const HandOver& hand_over, const Texts& texts) : texts_(texts) {
        for (const auto& outcome : hand_over.lines)
            if (const auto* line = basket.find_line(outcome.key))
                take(*line, outcome);
    }

    [[nodiscard]] std::string write(const std::string& head) const {
        const std::string foot = "\n" + sums();
        std::string whole = head;
        for (const auto& line : lines_)
            whole += line;
        if (whole.size() + foot.size() <= longest_keepsake)
            return whole + foot;
        return shortened(head, foot);
    }

private:
    void take(const OrderLine& line, const LineOutcome& outcome) {
        const auto said = receipt::remark(line, outcome, texts_);
        const std::string quantity =
            format_quantity(line.quantity, texts_) + (line.quantity.weighed() ? " " : " × ");
        std::string words = quantity + line.product;
        words += said.empty() ? "" : " (" + said + ")";
        words += " " + format_money(delivered_price(line, outcome), texts_) + "\n";
        paid_ += line.price();
        delivered_ += delivered_price(line, outcome);
        if (said.empty())
            ++as_ordered_;
        else
            remarkable_.push_back(words);
        lines_.push_back(std::move(words));
    }

    [[nodiscard]] std::string sums() const {
        const auto sum = [this](std::string_view name, Money amount) {
            return texts_.get(name) + " " + format_money(amount, texts_) + "\n";
        };
        if (paid_ == delivered_)
            return sum("Paid online", paid_);
        return sum("Paid online", paid_) + sum("Not handed over", delivered_ - paid_) +
               sum("Handed over", delivered_);
    }

    /// Only what is not as ordered, as far as there is room.
    [[nodiscard]] std::string shortened(const std::string& head, const std::string& foot) const {
        std::string text =
            head + texts_.count("{0} article as ordered", "{0} articles as ordered", as_ordered_) + "\n";
        for (std::size_t told = 0; told < remarkable_.size(); ++told) {
            const auto rest = texts_.count("and {0} other article", "and {0} other articles",
                                           static_cast<std::int64_t>(remarkable_.size() - told)) +
                              "\n";
            // A line goes in when it leaves room for saying what follows it.
            if (text.size() + remarkable_[told].size() + rest.size() + foot.size() > longest_keepsake)
                return text + rest + foot;
            text += remarkable_[told];
        }
        return text + foot;
    }

    const Texts& texts_;
    std::vector<std::string> lines_;
    std::vector<std::string> remarkable_; ///< those of them that are not as ordered
    std::int64_t as_ordered_ = 0;
    Money paid_;
    Money delivered_;
};

} // namespace

std::string keepsake_text(const Manifest& manifest, const std::string& kiosk_name, const JournalEvent& event,
                          const ports::Locality& locality, const std::string& language) {
    const auto& texts = locality.texts(language);
    const auto& hand_over = std::get<HandOver>(event.body);
    const auto* basket = manifest.find_basket(hand_over.basket);
    require(basket != nullptr, "a receipt is of a basket of the manifest");
    auto head = fmt::format("{}\n{}\n{}\n{}\n", manifest.station_name,
                            format_date_time_short(locality.local(event.time.wall), texts),
                            texts.say("Receipt {0}-{1}, {2}", event.id.device, event.id.sequence, kiosk_name),
                            basket->customer_name);
    if (!hand_over.proxy.empty()) {
        const auto* proxy = manifest.find_proxy(hand_over.proxy);
        head += receipt::collected_by(proxy != nullptr ? proxy->collector : "", texts) + "\n";
    }
    return KeepsakeWriter(*basket, hand_over, texts).write(head + "\n");
}

} // namespace guichet::app
