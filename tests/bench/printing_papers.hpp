#pragma once
// Receipts for the benchmarks of printing: what a basket of the drive really holds.

#include "kiosk/receipt/compose.hpp"

#include <array>
#include <string>

namespace guichet::bench {

struct SampleProduct {
    const char* name;
    std::size_t producer;
    Quantity quantity;
    std::int64_t cents; ///< for one of the unit
};

inline constexpr std::array sample_products{
    SampleProduct{"Carottes des sables, botte", 0, {2, Unit::piece}, 250},
    SampleProduct{"Pommes de terre de Planèze", 0, {2500, Unit::kilogram}, 180},
    SampleProduct{"Pain de campagne au levain", 1, {1, Unit::piece}, 480},
    SampleProduct{"Miel de châtaignier, 500 g", 1, {1, Unit::piece}, 790},
    SampleProduct{"Cantal entre-deux au lait cru", 2, {450, Unit::kilogram}, 1850},
    SampleProduct{"Beurre de baratte demi-sel", 2, {2, Unit::piece}, 320},
    SampleProduct{"Œufs de plein air", 2, {12, Unit::piece}, 35},
    SampleProduct{"Saucisse de porc fermier", 3, {1, Unit::piece}, 940},
    SampleProduct{"Jus de pomme « Reinette », 1 l", 3, {3, Unit::piece}, 330},
    SampleProduct{"Tarte à l’ancienne aux noix", 3, {1, Unit::piece}, 1150}};

/// The receipt of a basket of so many lines, one of them short; in English, the program's own language.
inline receipt::Document sample_receipt(int lines) {
    Manifest manifest;
    manifest.station_id = "saint-flour";
    manifest.station_name = "Gare de Saint-Flour";
    manifest.date = "2020-04-17";
    manifest.revision = 1;
    manifest.producers = {"Les Jardins de la Planèze", "Fournil du Viaduc", "GAEC des Thuyas dorés",
                          "Ferme de l’Épie"};
    Basket basket;
    basket.id = "B0042";
    basket.customer_ref = "C42";
    basket.customer_name = "Camille D.";
    basket.orders = {{"1042", {}}};
    receipt::ReceiptFacts facts;
    for (int number = 1; number <= lines; ++number) {
        const auto& product =
            sample_products.at(static_cast<std::size_t>(number - 1) % sample_products.size());
        OrderLine line;
        line.number = number;
        line.product = product.name;
        line.producer = product.producer;
        line.quantity = product.quantity;
        line.unit_price = {product.cents};
        basket.orders.front().lines.push_back(line);
        LineOutcome outcome{{"1042", number}};
        if (number == 6) {
            outcome.outcome = Outcome::short_;
            outcome.amount = 1;
        }
        facts.lines.push_back(outcome);
    }
    manifest.baskets = {basket};
    manifest.index();
    facts.document_id = "receipt-saint-flour-2-1-42";
    facts.station_name = manifest.station_name;
    facts.kiosk_name = "Comptoir 1";
    facts.time = {2020, 4, 17, 15, 5};
    facts.manifest = &manifest;
    facts.basket = &manifest.baskets.front();
    facts.reference = "saint-flour-2-42";
    facts.number = 42;
    return receipt::compose_receipt(facts, EnglishTexts());
}

} // namespace guichet::bench
