#include "kiosk/lab/demonstration/demonstration_data.hpp"

#include "kiosk/core/result.hpp"
#include "kiosk/lab/demonstration/choices.hpp"
#include "kiosk/lab/demonstration/people.hpp"
#include "kiosk/lab/demonstration/products.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

namespace guichet::lab {

namespace {

/// How many of every 160 customers have 1, 2, 3, 4 and 5 orders: 320 orders together.
constexpr std::array customers_with_orders{48, 84, 14, 8, 6};
constexpr int most_lines_in_order = 12;
constexpr int first_order_number = 20401;
/// From this many ambient lines on, a basket has two ambient crates: one would be too heavy to carry.
constexpr std::size_t lines_for_second_crate = 7;
constexpr std::size_t crates_in_row = 40;

/// A line of an order while the baskets are made up.
struct DraftLine {
    std::size_t producer = 0;
    std::size_t product = 0;
    std::int64_t amount = 0; ///< pieces or grams
    std::string location;
};

struct DraftOrder {
    std::size_t customer = 0;
    std::vector<DraftLine> lines;
};

const Product& product_of(const DraftLine& line) {
    return demonstration_catalogue()[line.producer].products[line.product];
}

/// The orders, still empty, in the order in which they were placed.
std::vector<DraftOrder> place_orders(int scale, Random& chance) {
    std::vector<std::size_t> orders_of_customer;
    for (std::size_t index = 0; index < customers_with_orders.size(); ++index) {
        const auto customers = static_cast<std::size_t>(customers_with_orders[index] * scale);
        orders_of_customer.insert(orders_of_customer.end(), customers, index + 1);
    }
    shuffle(orders_of_customer, chance);
    std::vector<DraftOrder> orders;
    for (std::size_t customer = 0; customer < orders_of_customer.size(); ++customer) {
        orders.insert(orders.end(), orders_of_customer[customer], DraftOrder{customer, {}});
    }
    shuffle(orders, chance);
    return orders;
}

/// How many lines each order has: at least one, and the wanted number together.
std::vector<int> share_lines(std::size_t orders, int lines, Random& chance) {
    std::vector<int> shares(orders, 1);
    for (int left = lines - static_cast<int>(orders); left > 0;) {
        int& share = shares[choose_below(orders, chance)];
        if (share < most_lines_in_order) {
            ++share;
            --left;
        }
    }
    return shares;
}

std::size_t choose_producer(Random& chance) {
    const auto producers = demonstration_catalogue();
    int all = 0;
    for (const auto& producer : producers) {
        all += producer.popularity;
    }
    auto drawn = static_cast<int>(choose_below(static_cast<std::uint64_t>(all), chance));
    std::size_t chosen = 0;
    while (drawn >= producers[chosen].popularity) {
        drawn -= producers[chosen].popularity;
        ++chosen;
    }
    return chosen;
}

/// Small amounts are bought more often than large ones; weights come from the scale, in steps of 5 g.
std::int64_t choose_amount(const Product& product, Random& chance) {
    const int step = product.unit == Unit::piece ? 1 : 5;
    const int steps = (product.most - product.least) / step;
    return product.least +
           step * std::min(choose_between(0, steps, chance), choose_between(0, steps, chance));
}

/// Lines of different products from one to three producers, grouped by producer.
std::vector<DraftLine> choose_lines(int count, Random& chance) {
    const std::size_t wanted_producers = count <= 3 ? 1 : count <= 7 ? 2 : 3;
    std::vector<std::size_t> producers;
    while (producers.size() < wanted_producers) {
        const std::size_t producer = choose_producer(chance);
        if (std::find(producers.begin(), producers.end(), producer) == producers.end()) {
            producers.push_back(producer);
        }
    }
    std::vector<DraftLine> lines;
    for (const std::size_t producer : producers) {
        const auto products = demonstration_catalogue()[producer].products;
        for (std::size_t product = 0; product < products.size(); ++product) {
            lines.push_back({producer, product, choose_amount(products[product], chance), {}});
        }
    }
    shuffle(lines, chance);
    lines.resize(static_cast<std::size_t>(count));
    std::sort(lines.begin(), lines.end(), [](const DraftLine& left, const DraftLine& right) {
        return std::tie(left.producer, left.product) < std::tie(right.producer, right.product);
    });
    return lines;
}

/// "A01" to "A40", "B01" … "Z40", "AA01" …
std::string shelf_place(std::size_t index) {
    std::string row;
    for (std::size_t left = index / crates_in_row + 1; left > 0; left = (left - 1) / 26) {
        row.insert(row.begin(), static_cast<char>('A' + (left - 1) % 26));
    }
    return fmt::format("{}{:02}", row, index % crates_in_row + 1);
}

/// Where the next crates are put.
struct FreePlaces {
    std::size_t shelf = 0;
    int cold = 1;
    int freezer = 1;
};

/// Puts the lines of one basket into crates: one or two on the shelf, one in the cold, one in the freezer.
void put_into_crates(std::vector<DraftLine*>& lines, FreePlaces& places) {
    std::array<std::vector<DraftLine*>, 3> by_storage;
    for (DraftLine* line : lines) {
        by_storage[static_cast<std::size_t>(product_of(*line).storage)].push_back(line);
    }
    const auto& [ambient, chilled, frozen] = by_storage;
    const std::size_t crates = ambient.empty() ? 0 : ambient.size() < lines_for_second_crate ? 1 : 2;
    for (std::size_t index = 0; index < ambient.size(); ++index) {
        ambient[index]->location = shelf_place(places.shelf + index * crates / ambient.size());
    }
    places.shelf += crates;
    for (DraftLine* line : chilled) {
        line->location = fmt::format("FROID-{}", places.cold);
    }
    places.cold += chilled.empty() ? 0 : 1;
    for (DraftLine* line : frozen) {
        line->location = fmt::format("CONGEL-{}", places.freezer);
    }
    places.freezer += frozen.empty() ? 0 : 1;
}

void prepare_baskets(std::vector<DraftOrder>& orders, std::size_t customers) {
    std::vector<std::vector<DraftLine*>> baskets(customers);
    for (DraftOrder& order : orders) {
        for (DraftLine& line : order.lines) {
            baskets[order.customer].push_back(&line);
        }
    }
    FreePlaces places;
    for (auto& basket : baskets) {
        put_into_crates(basket, places);
    }
}

/// Tells each customer's lines, in the order of the order file.
void list_lines(const std::vector<DraftOrder>& orders, std::vector<DemonstrationCustomer>& customers) {
    for (const DraftOrder& order : orders) {
        for (const DraftLine& line : order.lines) {
            const Product& product = product_of(line);
            customers[order.customer].lines.push_back(
                {std::string(product.name), line.amount, product.unit != Unit::piece});
        }
    }
}

/// A field as CSV wants it (RFC 4180, section 2): quoted only where it must be.
std::string field(std::string_view text) {
    if (text.find_first_of(";\"\r\n") == std::string_view::npos) {
        return std::string(text);
    }
    std::string quoted = "\"";
    for (const char letter : text) {
        quoted.append(letter == '"' ? 2 : 1, letter);
    }
    return quoted + '"';
}

/// A number of thousandths as the French write it: "0,845", "1,5", "3".
std::string decimal(std::int64_t thousandths) {
    std::string text = fmt::format("{},{:03}", thousandths / 1000, thousandths % 1000);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == ',') {
        text.pop_back();
    }
    return text;
}

std::string_view french(StorageClass storage) {
    switch (storage) {
    case StorageClass::ambient: return "ambiant";
    case StorageClass::chilled: return "frais";
    case StorageClass::frozen: return "surgele";
    }
    return {};
}

std::string quantity_and_unit(const Product& product, std::int64_t amount) {
    switch (product.unit) {
    case Unit::piece: return fmt::format("{};pièce", amount);
    case Unit::kilogram: return decimal(amount) + ";kg";
    case Unit::gram: return fmt::format("{};g", amount);
    }
    return {};
}

std::string write_order_file(const std::vector<DraftOrder>& orders,
                             const std::vector<DemonstrationCustomer>& customers) {
    std::string file = "commande;ref_client;client;producteur;article;quantite;unite;prix_unitaire;tva;"
                       "conservation;emplacement;mode;langue\n";
    for (std::size_t index = 0; index < orders.size(); ++index) {
        const auto& customer = customers[orders[index].customer];
        for (const DraftLine& line : orders[index].lines) {
            const Product& product = product_of(line);
            fmt::format_to(std::back_inserter(file), "{};{};{};{};{};{};{},{:02};{};{};{};retrait;{}\n",
                           first_order_number + index, customer.ref, field(customer.name),
                           field(demonstration_catalogue()[line.producer].name), field(product.name),
                           quantity_and_unit(product, line.amount), product.price_cents / 100,
                           product.price_cents % 100, decimal(product.vat_per_mille * 100),
                           french(product.storage), line.location, customer.language);
        }
    }
    return file;
}

} // namespace

Demonstration make_demonstration(std::uint64_t seed, int scale) {
    require(scale >= 1 && scale <= 1000, "the scale of a demonstration is 1 to 1000");
    Random chance(seed);
    auto customers = invent_customers(demonstration_customers * scale, chance);
    auto orders = place_orders(scale, chance);
    const auto shares = share_lines(orders.size(), demonstration_lines * scale, chance);
    for (std::size_t index = 0; index < orders.size(); ++index) {
        orders[index].lines = choose_lines(shares[index], chance);
    }
    prepare_baskets(orders, customers.size());
    list_lines(orders, customers);
    return {write_order_file(orders, customers), std::move(customers)};
}

} // namespace guichet::lab
