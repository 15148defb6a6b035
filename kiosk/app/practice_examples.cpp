// The example session: every situation that a volunteer meets, with customers who were invented for it.
#include "kiosk/app/practice.hpp"

#include "kiosk/core/date.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

namespace guichet::app {

namespace {

/// What people buy; products of several shops, warm and cold.
struct Article {
    const char* product;
    std::size_t producer; ///< index of shops
    Quantity quantity;
    std::int64_t cents; ///< for one of the unit
    StorageClass storage = StorageClass::ambient;
};

constexpr std::array shops{"Les paniers de la dernière pluie",
                           "Du pain et des jeux",
                           "GAEC de la Cité des Vents",
                           "La Ferme des Cochons Gourmands",
                           "GAEC Natur'Ailes",
                           "La Crèmerie des Lacs",
                           "Barbaux Horticulture"};

constexpr std::array articles{
    Article{"Carottes des sables, botte", 0, {2, Unit::piece}, 250},
    Article{"Pommes de terre de Planèze", 0, {2'500, Unit::kilogram}, 180},
    Article{"Pain de campagne au levain", 1, {1, Unit::piece}, 480},
    Article{"Salade batavia", 0, {2, Unit::piece}, 130},
    Article{"Brioche au beurre", 1, {1, Unit::piece}, 620},
    Article{"Lentilles blondes 500 g", 4, {3, Unit::piece}, 390},
    Article{"Cantal entre-deux au lait cru", 2, {450, Unit::kilogram}, 1'850, StorageClass::chilled},
    Article{"Beurre de baratte demi-sel", 5, {2, Unit::piece}, 320, StorageClass::chilled},
    Article{"Saucisse fraîche", 3, {1'200, Unit::kilogram}, 1'290, StorageClass::chilled},
    Article{"Yaourts au lait entier, par 4", 5, {2, Unit::piece}, 280, StorageClass::chilled},
    Article{"Poulet fermier", 4, {1'850, Unit::kilogram}, 1'150, StorageClass::chilled},
    Article{"Rôti de porc", 3, {1'400, Unit::kilogram}, 1'480, StorageClass::chilled},
    Article{"Steaks hachés, par 4", 3, {2, Unit::piece}, 1'120, StorageClass::frozen},
    Article{"Crème glacée à la vanille", 5, {1, Unit::piece}, 690, StorageClass::frozen},
    Article{"Plants de tomates, par 6", 6, {1, Unit::piece}, 450},
    Article{"Géranium rouge", 6, {3, Unit::piece}, 320},
};

/// One basket: whose, and which of the articles.
struct Plan {
    Situation situation;
    const char* customer;
    const char* place; ///< of its crates in the shelves; a large one fills the next place as well
    std::vector<std::size_t> articles;
    int orders = 1;
};

const std::vector<Plan>& plans() {
    static const std::vector<Plan> all{
        {Situation::one_crate, "Nadine V.", "A01", {0, 2, 5}},
        {Situation::three_crates, "Paul R.", "A02", {1, 2, 4, 6, 7, 12}, 2},
        {Situation::short_weight, "Lucie M.", "A03", {2, 3, 8}},
        {Situation::large_basket,
         "Colette B.",
         "A04",
         {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
         4},
        {Situation::already_collected, "Hugo T.", "A06", {3, 9}},
        {Situation::proxy, "Marcel G.", "A07", {2, 6, 14}},
        {Situation::revoked, "Sonia L.", "A08", {0, 10}},
    };
    return all;
}

constexpr const char* collector = "Inès G.";

/// The codes are made from their names, the same everywhere: they open nothing but this session.
PickupCode code_named(const std::string& name) {
    const auto digest = digest_of("guichet practice " + name);
    PickupCode code;
    std::copy_n(digest.begin(), code.bytes.size(), code.bytes.begin());
    return code;
}

PickupCode code_of(Situation situation) {
    return code_named(fmt::format("{}", static_cast<int>(situation)));
}

/// The customer's own good code, where the example shows another one.
PickupCode own_code_of(Situation situation) {
    return code_named(fmt::format("own {}", static_cast<int>(situation)));
}

std::string short_code(std::size_t number) {
    return make_short_code(0x2'4C3B'1A59ULL * (number + 1));
}

std::string place_of(const Plan& plan, const Article& article, std::size_t at) {
    if (article.storage == StorageClass::chilled)
        return std::string("FROID-") + plan.place[2];
    if (article.storage == StorageClass::frozen)
        return std::string("CONGEL-") + plan.place[2];
    std::string place = plan.place;
    if (plan.situation == Situation::large_basket && at >= 4)
        ++place.back();
    return place;
}

std::vector<Order> orders_of(const Plan& plan, std::size_t number) {
    std::vector<Order> orders(static_cast<std::size_t>(plan.orders));
    for (std::size_t at = 0; at < orders.size(); ++at)
        orders[at].number = fmt::format("EX-{}{}", 10 + number, at + 1);
    for (std::size_t at = 0; at < plan.articles.size(); ++at) {
        const Article& article = articles.at(plan.articles[at]);
        auto& lines = orders[at * orders.size() / plan.articles.size()].lines;
        lines.push_back({.number = static_cast<int>(lines.size() + 1),
                         .product = article.product,
                         .producer = article.producer,
                         .quantity = article.quantity,
                         .unit_price = {article.cents},
                         .storage = article.storage,
                         .location = place_of(plan, article, at)});
    }
    return orders;
}

void add_basket(Manifest& manifest, const Plan& plan) {
    const std::size_t number = manifest.baskets.size();
    const bool other = plan.situation == Situation::proxy || plan.situation == Situation::revoked;
    Basket basket;
    basket.id = fmt::format("B{:04}", number + 1);
    basket.customer_ref = fmt::format("EX-{}", number + 1);
    basket.customer_name = plan.customer;
    basket.language = "fr";
    basket.code_digest = (other ? own_code_of(plan.situation) : code_of(plan.situation)).digest();
    basket.short_code = short_code(number);
    basket.orders = orders_of(plan, number);
    if (plan.situation == Situation::proxy)
        manifest.proxies.push_back(
            {"P0001", basket.id, collector, code_of(plan.situation).digest(), short_code(100), false});
    if (plan.situation == Situation::revoked)
        manifest.revoked_codes.push_back({basket.id, code_of(plan.situation).digest(), short_code(101)});
    manifest.baskets.push_back(std::move(basket));
}

/// A week after a day, as sessions write it.
std::string week_after(const std::string& date) {
    const auto day = day_of(date);
    const std::chrono::year_month_day first{std::chrono::year(day.year),
                                            std::chrono::month(static_cast<unsigned>(day.month)),
                                            std::chrono::day(static_cast<unsigned>(day.day))};
    const std::chrono::year_month_day later{std::chrono::sys_days(first) + std::chrono::days(7)};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(later.year()),
                       static_cast<unsigned>(later.month()), static_cast<unsigned>(later.day()));
}

} // namespace

std::span<const Example> examples() {
    static const std::vector<Example> all = [] {
        std::vector<Example> made;
        for (const auto& plan : plans())
            made.push_back({plan.situation, code_of(plan.situation).text(),
                            plan.situation == Situation::proxy ? collector : plan.customer});
        made.push_back({Situation::other_day, code_of(Situation::other_day).text(), "Odile F."});
        return made;
    }();
    return all;
}

std::string_view title_of(Situation situation) {
    switch (situation) {
    case Situation::one_crate: return sentence("One crate");
    case Situation::three_crates: return sentence("Three crates");
    case Situation::short_weight: return sentence("The weight is short");
    case Situation::large_basket: return sentence("A large basket");
    case Situation::already_collected: return sentence("Already collected");
    case Situation::proxy: return sentence("Somebody else collects");
    case Situation::revoked: return sentence("A replaced code");
    case Situation::other_day: return sentence("Another day's code");
    }
    return {};
}

std::string_view lesson_of(Situation situation) {
    switch (situation) {
    case Situation::one_crate: return sentence("Everything is there: two touches are enough.");
    case Situation::three_crates:
        return sentence("Bring the shelf first, then the cold and the frozen crate.");
    case Situation::short_weight:
        return sentence("The scales show 1 kg of sausage in place of 1.2 kg: touch the line.");
    case Situation::large_basket:
        return sentence("Many articles of several orders: turn the pages, mark what is missing.");
    case Situation::already_collected:
        return sentence("See when it was handed over, and undo it if that was a mistake.");
    case Situation::proxy: return sentence("A neighbour brings a code of their own: their name is recorded.");
    case Situation::revoked: return sentence("The customer has a newer code: search by name instead.");
    case Situation::other_day: return sentence("The code is good, but not today: say the right day.");
    }
    return {};
}

Manifest practice_manifest(const std::string& date, const std::string& station_name) {
    Manifest manifest;
    manifest.station_id = "practice";
    manifest.station_name = station_name;
    manifest.date = date;
    manifest.revision = 1;
    manifest.producers.assign(shops.begin(), shops.end());
    for (const auto& plan : plans())
        add_basket(manifest, plan);
    manifest.other_sessions.push_back(
        {station_name, week_after(date), {code_of(Situation::other_day).digest()}});
    manifest.index();
    return manifest;
}

} // namespace guichet::app
