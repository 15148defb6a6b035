#include "kiosk/lab/session_script.hpp"

#include "kiosk/lab/demonstration/choices.hpp"
#include "kiosk/lab/scenario.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace guichet::lab {

namespace {

/// Of 1,000 customers at scale 1; the drive of 17 April 2020 had 160.
constexpr std::uint64_t self_service = 450;
constexpr std::uint64_t unclaimed = 40;
constexpr std::uint64_t typed_codes = 70;
constexpr std::uint64_t name_searches = 60;
constexpr std::uint64_t hand_scans = 150;
constexpr std::uint64_t with_missing = 90;
constexpr std::uint64_t with_short = 50;
constexpr std::uint64_t with_refused = 40;

/// Who is collected for by somebody else.
constexpr std::size_t first_proxy = 20;
constexpr std::size_t every_proxy = 25;

/// Pictures of receipts are kept of the first customers and of all that is out of the ordinary.
constexpr std::size_t first_pictures = 6;

enum class Mishap {
    none,
    shown_twice,     ///< the code is shown again after the hand-over
    wrong_tap,       ///< the volunteer undoes it and begins again
    both_kiosks,     ///< two people collect one basket while the network is off
    paper_out,       ///< in mid-receipt
    power_cut,       ///< in mid-receipt
    unknown_code,    ///< before the right one
    damaged_code,    ///< before the right one
    foreign_code,    ///< before the right one
    other_day_code,  ///< before the right one
    network_goes,    ///< the network is gone from here …
    network_returns, ///< … to here
};

class Writer {
public:
    Writer(const SessionScriptData& data, const ports::Locality& locality)
        : data_(data), locality_(locality), chance_(data.seed * 7919 + 17) {}

    std::string write() {
        plan_mishaps();
        open();
        for (std::size_t at = 0; at < order_.size(); ++at)
            visit(at);
        close();
        return std::move(text_);
    }

private:
    const DemonstrationCustomer& customer(std::size_t at) const {
        return data_.demonstration.customers[order_[at]];
    }
    bool self_at(std::size_t at) const { return self_[at]; }
    const Texts& texts(std::size_t at) const {
        return locality_.texts(self_at(at) ? customer(at).language : "fr");
    }

    template <typename... Arguments>
    void line(const Arguments&... words) {
        ((text_ += words, text_ += ' '), ...);
        text_.back() = '\n';
    }

    void tap(const Texts& texts, std::string_view sentence) { line("tap", in_quotes(texts.get(sentence))); }

    /// Who comes, in which order and where, and to whom something happens.
    void plan_mishaps() {
        const auto count = data_.demonstration.customers.size();
        for (std::size_t at = 0; at < count; ++at)
            order_.push_back(at);
        shuffle(order_, chance_);
        order_.resize(count - count * unclaimed / 1000);
        for (std::size_t at = 0; at < order_.size(); ++at)
            self_.push_back(choose_below(1000, chance_) < self_service);
        mishaps_.assign(order_.size(), Mishap::none);
        for (int round = 0; round < data_.scale; ++round) {
            for (const auto mishap :
                 {Mishap::shown_twice, Mishap::shown_twice, Mishap::wrong_tap, Mishap::both_kiosks,
                  Mishap::paper_out, Mishap::power_cut, Mishap::unknown_code, Mishap::unknown_code,
                  Mishap::damaged_code, Mishap::foreign_code, Mishap::other_day_code})
                mishaps_[free_place()] = mishap;
        }
        // The network is gone for a tenth of the day.
        const auto gone = order_.size() * 6 / 10;
        const auto back = order_.size() * 7 / 10;
        place_network(gone, back);
    }

    /// Puts the marks where the network goes and returns on places where nothing else happens.
    void place_network(std::size_t gone, std::size_t back) {
        const auto take = [this](std::size_t place, Mishap mishap) {
            while (mishaps_[place] != Mishap::none)
                ++place;
            mishaps_[place] = mishap;
        };
        take(gone, Mishap::network_goes);
        take(back, Mishap::network_returns);
    }

    /// A customer to whom nothing happens yet, neither among the first nor the last.
    std::size_t free_place() {
        while (true) {
            const auto at = choose_below(order_.size() - 12, chance_) + first_pictures;
            if (mishaps_[at] == Mishap::none)
                return at;
        }
    }

    void open() {
        line("phase", in_quotes("Ouverture"));
        issue_proxies();
        line("kiosk", "counter");
        line("screenshot", "counter-1-closed.png");
        tap(locality_.texts("fr"), "Open the session");
        line("expect", "screen", "attract");
        line("screenshot", "counter-2-attract.png");
        line("kiosk", "self");
        line("wait", "4");
        line("expect", "screen", "attract");
        line("screenshot", "self-1-attract.png");
        line("phase", in_quotes("Retraits"));
    }

    /// Some customers have somebody else come; not all of those then show that code.
    void issue_proxies() {
        for (std::size_t at = first_proxy; at < order_.size(); at += every_proxy) {
            if (mishaps_[at] != Mishap::none)
                continue;
            line("proxy", "issue", in_quotes(customer(at).ref), in_quotes(customer(at - 1).name));
            proxies_[at] = fmt::format("proxies/{}-P{:04}.png", customer(at).ref, proxies_.size() + 1);
        }
    }

    void visit(std::size_t at) {
        line("kiosk", self_at(at) ? "self" : "counter");
        line("wait", std::to_string(choose_between(2, 40, chance_)));
        const auto mishap = mishaps_[at];
        before(at, mishap);
        line("kiosk", self_at(at) ? "self" : "counter");
        identify(at);
        line("expect", "screen", "basket");
        picture(at, "basket");
        if (proxies_.contains(at) && !proxy_seen_ && proxy_shown_) {
            line("screenshot", "proxy.png");
            proxy_seen_ = true;
        }
        hand_over(at);
        if (mishap == Mishap::wrong_tap)
            undo(at);
        finish(at, mishap);
    }

    /// Pictures of a few screens only: the first customers', by kiosk.
    void picture(std::size_t at, std::string_view what) {
        if (at < first_pictures)
            line("screenshot",
                 fmt::format("{}-{:02}-{}.png", self_at(at) ? "self" : "counter", at + 2, what));
    }

    void before(std::size_t at, Mishap mishap) {
        switch (mishap) {
        case Mishap::unknown_code: wrong_code(at, unknown_code_file, "", "unknown"); break;
        case Mishap::damaged_code:
            wrong_code(at, "codes/" + customer(at).ref + ".png", "damaged", "damaged");
            break;
        case Mishap::foreign_code: wrong_code(at, foreign_code_file, "", "foreign"); break;
        case Mishap::other_day_code: wrong_code(at, other_day_code_file, "", "other-day"); break;
        case Mishap::network_goes: network("off"); break;
        case Mishap::network_returns: network("on"); break;
        case Mishap::both_kiosks: hand_over_elsewhere(at); break;
        case Mishap::paper_out:
        case Mishap::power_cut: line("printer", "paper-left", "12"); break;
        default: break;
        }
    }

    void wrong_code(std::size_t at, std::string_view file, std::string_view conditions,
                    std::string_view name) {
        line("present", in_quotes(file), conditions);
        line("expect", "screen", "notice");
        line("screenshot", fmt::format("notice-{}.png", name));
        tap(self_at(at) ? locality_.texts("fr") : texts(at), "Try again");
        line("wait", "3");
    }

    void network(std::string_view state) {
        for (const auto* kiosk : {"counter", "self"}) {
            line("kiosk", kiosk);
            line("network", state);
            line("wait", "35");
        }
        line("kiosk", "counter");
        line("screenshot", fmt::format("network-{}.png", state));
    }

    /// The same basket at the other kiosk while neither hears of the other.
    void hand_over_elsewhere(std::size_t at) {
        for (const auto* kiosk : {"counter", "self"}) {
            line("kiosk", kiosk);
            line("network", "off");
        }
        self_[at] = !self_[at];
        line("kiosk", self_at(at) ? "self" : "counter");
        line("present", in_quotes("codes/" + customer(at).ref + ".png"), "random:" + std::to_string(at));
        line("expect", "screen", "basket");
        confirm(at);
        line("expect", "screen", "done");
        leave(at);
        self_[at] = !self_[at];
        line("kiosk", self_at(at) ? "self" : "counter");
        line("wait", "60");
    }

    void identify(std::size_t at) {
        const auto& who = customer(at);
        const auto kind = choose_below(1000, chance_);
        const auto code = data_.short_codes.find(who.ref);
        const auto& own = locality_.texts("fr");
        if (kind < typed_codes && code != data_.short_codes.end()) {
            tap(own, self_at(at) ? "Type my code" : "Type a code");
            line("type", in_quotes(code->second));
        } else if (!self_at(at) && kind < typed_codes + name_searches && code != data_.short_codes.end()) {
            // The name finds several people; the short code tells which.
            tap(own, "Search a name");
            line("type", in_quotes(code->second.substr(0, 6)));
            line("tap", in_quotes(first_name_initial(who.name)));
        } else if (!self_at(at) && kind < typed_codes + name_searches + hand_scans) {
            line("scan", in_quotes(data_.scanned(who.ref)));
        } else {
            const auto proxy = proxies_.find(at);
            proxy_shown_ = proxy != proxies_.end();
            line("present", in_quotes(proxy != proxies_.end() ? proxy->second : "codes/" + who.ref + ".png"),
                 "random:" + std::to_string(choose_below(1'000'000, chance_)));
        }
    }

    static std::string first_name_initial(const std::string& name) { return name.substr(0, name.find(' ')); }

    void hand_over(std::size_t at) {
        const auto& own = texts(at);
        const auto& lines = customer(at).lines;
        if (choose_below(1000, chance_) < with_missing)
            mark(at, lines, "Missing");
        if (choose_below(1000, chance_) < with_short)
            mark_short(at, lines);
        if (choose_below(1000, chance_) < with_refused) {
            mark(at, lines, "Refused");
            tap(own, "Damaged");
        }
        confirm(at);
        line("expect", "screen", "done");
        picture(at, "done");
    }

    /// Customers tick what is here, then confirm; volunteers do both with one touch.
    void confirm(std::size_t at) {
        const auto& own = texts(at);
        const bool complete = marked_.size() == customer(at).lines.size();
        if (self_at(at)) {
            if (!complete)
                tap(own, "Everything is here");
            picture(at, "complete");
            tap(own, "Confirm the pickup");
        } else {
            tap(own, complete          ? "Confirm the pickup"
                     : marked_.empty() ? "Hand over everything"
                                       : "Hand over the rest");
        }
        marked_.clear();
    }

    void mark(std::size_t at, const std::vector<DemonstrationLine>& lines, std::string_view outcome) {
        const auto& chosen = lines[choose_below(lines.size(), chance_)];
        marked_.insert(chosen.product);
        line("tap", in_quotes(chosen.product));
        if (!question_seen_) {
            line("screenshot", "question.png");
            question_seen_ = true;
        }
        tap(texts(at), outcome);
    }

    void mark_short(std::size_t at, const std::vector<DemonstrationLine>& lines) {
        const auto chosen =
            std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.amount > 1; });
        if (chosen == lines.end())
            return;
        marked_.insert(chosen->product);
        line("tap", in_quotes(chosen->product));
        tap(texts(at), "Incomplete");
        line("type", in_quotes(std::to_string(chosen->amount / 2)));
        tap(texts(at), "Confirm");
    }

    void undo(std::size_t at) {
        if (self_at(at)) {
            // Only volunteers undo: the customer goes to the counter.
            leave(at);
            line("kiosk", "counter");
            line("wait", "4");
            line("present", in_quotes("codes/" + customer(at).ref + ".png"), "phone");
            line("expect", "screen", "collected");
            self_[at] = false;
        }
        const auto& own = texts(at);
        tap(own, "Undo this pickup");
        line("screenshot", "undo.png");
        tap(own, "A wrong touch");
        line("expect", "screen", "basket");
        confirm(at);
        line("expect", "screen", "done");
    }

    void finish(std::size_t at, Mishap mishap) {
        if (mishap == Mishap::paper_out || mishap == Mishap::power_cut) {
            line("screenshot", mishap == Mishap::paper_out ? "paper-out.png" : "before-power-cut.png");
            if (mishap == Mishap::power_cut)
                line("power-cut");
            line("printer", "paper-ok");
            line("wait", "6");
            line("receipt",
                 mishap == Mishap::paper_out ? "receipt-after-paper-out.png" : "receipt-duplicate.png");
        } else if (at < first_pictures) {
            line("receipt", fmt::format("receipt-{:02}.png", at + 1));
        }
        if (mishap != Mishap::power_cut)
            leave(at);
        if (mishap == Mishap::shown_twice)
            show_again(at);
        if (mishap == Mishap::both_kiosks)
            network("on");
    }

    void leave(std::size_t at) { tap(texts(at), self_at(at) ? "Finish" : "Next customer"); }

    void show_again(std::size_t at) {
        line("wait", "20");
        line("present", in_quotes("codes/" + customer(at).ref + ".png"), "paper");
        line("expect", "screen", "collected");
        line("screenshot", "already-collected.png");
        tap(texts(at), "Close");
    }

    void close() {
        const auto& own = locality_.texts("fr");
        line("phase", in_quotes("Clôture"));
        network("off");
        line("kiosk", "counter");
        tap(own, "Menu");
        line("expect", "screen", "staff");
        line("screenshot", "counter-menu.png");
        tap(own, "Close the session");
        line("expect", "screen", "closing");
        line("screenshot", "closing-1-unclaimed.png");
        tap(own, "Close the session");
        line("wait", "10");
        line("screenshot", "closing-2-no-network.png");
        line("phase", in_quotes("Réconciliation"));
        network("on");
        line("wait", "40");
        line("kiosk", "counter");
        line("expect", "screen", "report");
        line("screenshot", "closing-3-report.png");
        line("receipt", "report.png");
        line("kiosk", "self");
        line("screenshot", "self-closed.png");
    }

    const SessionScriptData& data_;
    const ports::Locality& locality_;
    Random chance_;
    std::string text_;
    std::vector<std::size_t> order_; ///< who comes, in this order: indices of the demonstration's customers
    std::vector<bool> self_;         ///< to the self-service kiosk, for each of them
    std::vector<Mishap> mishaps_;
    std::map<std::size_t, std::string> proxies_; ///< the code that somebody else shows, by place in order_
    bool question_seen_ = false;
    std::set<std::string> marked_; ///< products of the basket of which something was said
    bool proxy_shown_ = false;     ///< the last code was somebody else's
    bool proxy_seen_ = false;
};

} // namespace

std::string write_session_script(const SessionScriptData& data, const ports::Locality& locality) {
    return Writer(data, locality).write();
}

} // namespace guichet::lab
