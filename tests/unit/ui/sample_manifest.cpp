#include "tests/unit/ui/sample_manifest.hpp"

#include <string>
#include <vector>

namespace guichet::ui {

namespace {

struct Article {
    const char* product;
    std::size_t producer;
    Quantity quantity;
    std::int64_t cents;
    StorageClass storage;
    const char* location;
};

const std::vector<Article> articles{
    {"Carottes des sables, botte", 0, {2, Unit::piece}, 250, StorageClass::ambient, "A12"},
    {"Pommes de terre de Planèze", 0, {2500, Unit::kilogram}, 180, StorageClass::ambient, "A12"},
    {"Pain de campagne au levain", 1, {1, Unit::piece}, 480, StorageClass::ambient, "A12"},
    {"Miel de châtaignier 500 g", 2, {1, Unit::piece}, 790, StorageClass::ambient, "A12"},
    {"Cantal entre-deux au lait cru", 3, {450, Unit::kilogram}, 1850, StorageClass::chilled, "FRAIS-7"},
    {"Beurre de baratte demi-sel", 3, {2, Unit::piece}, 320, StorageClass::chilled, "FRAIS-7"},
    {"Œufs de plein air", 4, {12, Unit::piece}, 35, StorageClass::chilled, "FRAIS-7"},
    {"Saucisse de porc fermier", 5, {1, Unit::piece}, 940, StorageClass::frozen, "COLD-12"},
};

Order order_of(const std::string& number, std::size_t from, std::size_t to) {
    Order order{number, {}};
    for (std::size_t n = from; n < to; ++n) {
        const Article& article = articles[n % articles.size()];
        order.lines.push_back({.number = static_cast<int>(n + 1),
                               .product = article.product,
                               .producer = article.producer,
                               .quantity = article.quantity,
                               .unit_price = {article.cents},
                               .storage = article.storage,
                               .location = article.location});
    }
    return order;
}

Basket basket_of(int number, const std::string& name, std::vector<Order> orders) {
    Basket basket;
    basket.id = fmt::format("B{:04}", number);
    basket.customer_ref = fmt::format("C{:04}", number);
    basket.customer_name = name;
    basket.language = "fr";
    basket.code_digest[0] = static_cast<std::uint8_t>(number);
    basket.short_code = make_short_code(static_cast<std::uint64_t>(number) * 977231);
    basket.orders = std::move(orders);
    return basket;
}

} // namespace

std::shared_ptr<const Manifest> sample_manifest() {
    auto manifest = std::make_shared<Manifest>();
    manifest->station_id = "saint-flour";
    manifest->station_name = "Gare de Saint-Flour";
    manifest->date = "2020-04-17";
    manifest->revision = 3;
    manifest->producers = {"Les paniers de la dernière pluie",
                           "Du pain et des jeux",
                           "GAEC des Thuyas dorés",
                           "GAEC de la Cité des Vents",
                           "GAEC Natur'Ailes",
                           "La Ferme des Cochons Gourmands",
                           "GAEC Baguet",
                           "La Crèmerie des Lacs",
                           "Boucherie Bourret",
                           "Barbaux Horticulture",
                           "GAEC des Gorges de la Truyère"};
    manifest->baskets.push_back(
        basket_of(1, "Camille D.", {order_of("SF-1041", 0, 5), order_of("SF-1077", 5, 8)}));
    manifest->baskets.push_back(basket_of(2, "Marie-Bernadette-Antoinette W.", {order_of("SF-1042", 0, 32)}));
    const std::vector<std::string> names{"Élodie M.", "Gérard M.",        "Solène M.",
                                         "Maëlys B.", "Jean-Baptiste R.", "Łucja K.",
                                         "Odile T.",  "Firmin C.",        "Aïssatou N."};
    for (int n = 3; n < 160; ++n) {
        const auto start = static_cast<std::size_t>(n);
        manifest->baskets.push_back(
            basket_of(n, names[start % names.size()],
                      {order_of(fmt::format("SF-{}", 1040 + n), start % 5, start % 5 + 3)}));
    }
    manifest->proxies = {
        {"P0001", manifest->baskets[0].id, "Marie D.", Digest{1}, make_short_code(7001), false},
        {"P0002", manifest->baskets[0].id, "", Digest{2}, make_short_code(7002), false}};
    manifest->index();
    return manifest;
}

} // namespace guichet::ui
