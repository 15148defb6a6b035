#include "kiosk/ui/screens/words.hpp"

#include "kiosk/receipt/vocabulary.hpp"

#include <cctype>
#include <charconv>

namespace guichet::ui {

std::string say(StorageClass storage, const Texts& texts) {
    switch (storage) {
    case StorageClass::ambient: return texts.get("Ambient");
    case StorageClass::chilled: return texts.get("Chilled");
    case StorageClass::frozen: return texts.get("Frozen");
    }
    return {};
}

std::string say(RefusalReason reason, const Texts& texts) {
    return texts.get(receipt::reason_of(reason));
}

std::string say(UndoReason reason, const Texts& texts) {
    switch (reason) {
    case UndoReason::wrong_tap: return texts.get("A wrong touch");
    case UndoReason::wrong_customer: return texts.get("It was another customer");
    case UndoReason::goods_returned: return texts.get("The goods came back");
    }
    return {};
}

namespace {

/// A label as it is written within a sentence: languages that begin their sentences with A to Z need no more.
std::string within_sentence(std::string label) {
    if (!label.empty() && label.front() >= 'A' && label.front() <= 'Z') {
        label.front() = static_cast<char>(label.front() - 'A' + 'a');
    }
    return label;
}

} // namespace

std::string say(const LineOutcome& outcome, const OrderLine& line, const Texts& texts) {
    switch (outcome.outcome) {
    case Outcome::collected: return texts.get("Taken");
    case Outcome::missing: return texts.get("Missing");
    case Outcome::substituted: return texts.get("Replaced");
    case Outcome::short_:
        return texts.say("{0} of {1} handed over",
                         format_quantity({outcome.amount, line.quantity.unit}, texts),
                         format_quantity(line.quantity, texts));
    case Outcome::refused: return texts.say("Refused: {0}", within_sentence(say(outcome.reason, texts)));
    }
    return {};
}

std::string first_name(const std::string& customer_name) {
    const auto space = customer_name.rfind(' ');
    const bool initial = space != std::string::npos && customer_name.ends_with('.');
    if (!initial) {
        return customer_name;
    }
    std::string name = customer_name.substr(0, space);
    // A particle goes with the surname whose initial is left out: "Maximilian von H."
    for (auto last = name.rfind(' ');
         last != std::string::npos && std::islower(static_cast<unsigned char>(name[last + 1])) != 0;
         last = name.rfind(' ')) {
        name.resize(last);
    }
    return name;
}

std::string say_date(const std::string& date, const Texts& texts) {
    LocalTime day;
    const auto read = [&date](std::size_t from, std::size_t length, int& value) {
        const char* start = date.data() + from;
        return std::from_chars(start, start + length, value).ptr == start + length;
    };
    const bool written =
        date.size() == 10 && read(0, 4, day.year) && read(5, 2, day.month) && read(8, 2, day.day);
    return written && day.month >= 1 && day.month <= 12 ? format_date(day, texts) : date;
}

std::string say_time(Instant moment, const ports::Locality& locality, const Texts& texts) {
    return format_time(locality.local(moment), texts);
}

std::string own_name(const Texts& texts) {
    // TRANSLATORS: the name of your language in itself ("Français"): it stands on the button that chooses it
    std::string name = texts.get("English");
    if (name != "English" || texts.language() == "en") {
        return name;
    }
    return texts.language(); // its catalogue does not say
}

namespace {

/// The keys of the report (core/report) that a person tells apart.
std::string say_figure(std::string_view key, const Texts& texts) {
    const auto has = [key](std::string_view part) { return key.find(part) != std::string_view::npos; };
    if (has("receipt")) {
        return texts.get("the receipts");
    }
    if (has("incident")) {
        return texts.get("the incidents");
    }
    if (has("producer")) {
        return texts.get("the figures by producer");
    }
    if (has("hours")) {
        return texts.get("the figures by hour");
    }
    if (has("basket") || has("customer") || has("order") || has("proxy")) {
        return texts.get("the baskets");
    }
    return has("lines") ? texts.get("the articles") : texts.get("the recorded entries");
}

} // namespace

std::string say_difference(const Error& difference, const Texts& texts) {
    Error in_words = difference;
    if (in_words.arguments.size() == 1) {
        in_words.arguments.front() = say_figure(in_words.arguments.front(), texts);
    }
    return texts.say(in_words);
}

std::string say_articles(std::size_t count, const Texts& texts) {
    return texts.count("{0} article", "{0} articles", static_cast<std::int64_t>(count));
}

} // namespace guichet::ui
