#include "kiosk/lab/demonstration/demonstration_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::lab {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Ge;
using ::testing::Le;

/// One row of the order file, by its columns.
struct Row {
    std::string order, ref, customer, producer, product, quantity, unit, price, vat, storage, location, mode,
        language;
};

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields;
    std::istringstream stream(line);
    for (std::string text; std::getline(stream, text, ';');) {
        fields.push_back(text);
    }
    return fields;
}

std::vector<Row> rows_of(const Demonstration& demonstration) {
    std::istringstream file(demonstration.order_file);
    std::string line;
    std::getline(file, line);
    EXPECT_EQ(line, "commande;ref_client;client;producteur;article;quantite;unite;prix_unitaire;tva;"
                    "conservation;emplacement;mode;langue");
    std::vector<Row> rows;
    while (std::getline(file, line)) {
        const auto f = fields_of(line);
        EXPECT_EQ(f.size(), 13U) << line;
        if (f.size() == 13) {
            rows.push_back({f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11], f[12]});
        }
    }
    return rows;
}

/// Reads "0,845" and nothing else that std::stod would also take.
double number(std::string text) {
    EXPECT_EQ(text.find_first_not_of("0123456789,"), std::string::npos) << text;
    std::replace(text.begin(), text.end(), ',', '.');
    return std::stod(text);
}

class DemonstrationOfSeed : public ::testing::TestWithParam<std::uint64_t> {
protected:
    Demonstration demonstration = make_demonstration(GetParam(), 1);
    std::vector<Row> rows = rows_of(demonstration);
};

TEST_P(DemonstrationOfSeed, HasTheSizeOf17April) {
    std::set<std::string> producers;
    std::set<std::string> refs;
    std::set<std::string> orders;
    for (const Row& row : rows) {
        producers.insert(row.producer);
        refs.insert(row.ref);
        orders.insert(row.order);
    }
    EXPECT_EQ(producers.size(), 11U);
    EXPECT_EQ(refs.size(), 160U);
    EXPECT_EQ(orders.size(), 320U);
    EXPECT_EQ(rows.size(), 1415U);
}

TEST_P(DemonstrationOfSeed, NamesItsCustomersAsInTheOrderFile) {
    std::map<std::string, std::pair<std::string, std::string>> in_file;
    for (const Row& row : rows) {
        const auto& [at, added] = in_file.try_emplace(row.ref, row.customer, row.language);
        EXPECT_EQ(at->second, std::pair(row.customer, row.language)) << row.ref;
    }
    ASSERT_EQ(demonstration.customers.size(), in_file.size());
    std::set<std::string> names;
    for (const auto& customer : demonstration.customers) {
        EXPECT_EQ(in_file[customer.ref], std::pair(customer.name, customer.language));
        names.insert(customer.name);
    }
    EXPECT_EQ(names.size(), 160U);
    EXPECT_TRUE(names.contains("Hazel Thornberry"));
    EXPECT_TRUE(names.contains("Małgorzata Świerczyńska"));
}

TEST_P(DemonstrationOfSeed, TellsTheLinesOfACustomerInTheOrderOfTheFile) {
    std::map<std::string, std::vector<std::string>> in_file;
    for (const Row& row : rows) {
        in_file[row.ref].push_back(row.product + (row.unit == "pièce" ? " " + row.quantity : " weighed"));
    }
    for (const auto& customer : demonstration.customers) {
        std::vector<std::string> told;
        for (const auto& line : customer.lines) {
            told.push_back(line.product + (line.weighed ? " weighed" : " " + std::to_string(line.amount)));
        }
        EXPECT_EQ(told, in_file[customer.ref]) << customer.ref;
    }
}

TEST_P(DemonstrationOfSeed, MostCustomersHaveTwoOrdersAndSomeFive) {
    std::map<std::string, std::set<std::string>> orders;
    for (const Row& row : rows) {
        orders[row.ref].insert(row.order);
    }
    std::map<std::size_t, int> customers;
    for (const auto& [ref, numbers] : orders) {
        ++customers[numbers.size()];
    }
    EXPECT_GT(customers[2], 80);
    EXPECT_GT(customers[5], 3);
    EXPECT_EQ(customers.rbegin()->first, 5U);
}

TEST_P(DemonstrationOfSeed, OrdersBelongToOneCustomerAndHaveNoLineTwice) {
    std::map<std::string, std::string> customer_of;
    std::set<std::vector<std::string>> lines;
    for (const Row& row : rows) {
        EXPECT_EQ(customer_of.try_emplace(row.order, row.ref).first->second, row.ref);
        EXPECT_TRUE(lines.insert({row.order, row.producer, row.product}).second) << row.order << row.product;
    }
}

TEST_P(DemonstrationOfSeed, AmountsArePlausible) {
    int fractions = 0;
    for (const Row& row : rows) {
        const double quantity = number(row.quantity);
        const bool piece = row.unit == "pièce";
        EXPECT_TRUE(piece || row.unit == "kg" || row.unit == "g") << row.unit;
        EXPECT_THAT(row.unit == "g" ? quantity / 1000 : quantity, AllOf(Ge(piece ? 1 : 0.05), Le(12)));
        EXPECT_EQ(row.price.size() - row.price.find(','), 3U) << row.price;
        EXPECT_THAT(number(row.price), AllOf(Ge(0.05), Le(40)));
        EXPECT_TRUE(row.vat == "5,5" || row.vat == "10" || row.vat == "20") << row.vat;
        EXPECT_EQ(row.mode, "retrait");
        fractions += row.quantity.find(',') != std::string::npos ? 1 : 0;
    }
    EXPECT_GT(fractions, 200);
}

TEST_P(DemonstrationOfSeed, ABasketStandsInOneToFourCratesOfItsOwn) {
    std::map<std::string, std::string> storage_of;
    std::map<std::string, std::string> customer_of;
    std::map<std::string, std::set<std::string>> crates;
    for (const Row& row : rows) {
        EXPECT_EQ(storage_of.try_emplace(row.location, row.storage).first->second, row.storage);
        EXPECT_EQ(customer_of.try_emplace(row.location, row.ref).first->second, row.ref);
        EXPECT_EQ(row.storage == "frais", row.location.starts_with("FROID-"));
        EXPECT_EQ(row.storage == "surgele", row.location.starts_with("CONGEL-"));
        crates[row.ref].insert(row.location);
    }
    std::vector<std::size_t> counts;
    for (const auto& [ref, locations] : crates) {
        counts.push_back(locations.size());
    }
    EXPECT_THAT(counts, Each(AllOf(Ge(1U), Le(4U))));
    EXPECT_EQ(*std::max_element(counts.begin(), counts.end()), 4U);
    EXPECT_TRUE(customer_of.contains("A01"));
}

INSTANTIATE_TEST_SUITE_P(Seeds, DemonstrationOfSeed,
                         ::testing::Values(1, 2, 17, 2020, 18446744073709551615U));

TEST(Demonstration, DependsOnItsSeedAlone) {
    EXPECT_EQ(make_demonstration(7, 1).order_file, make_demonstration(7, 1).order_file);
    EXPECT_NE(make_demonstration(7, 1).order_file, make_demonstration(8, 1).order_file);
}

TEST(Demonstration, ScaleMultipliesEverythingButTheProducers) {
    const auto demonstration = make_demonstration(1, 30);
    const auto rows = rows_of(demonstration);
    std::set<std::string> producers;
    std::set<std::string> orders;
    for (const Row& row : rows) {
        producers.insert(row.producer);
        orders.insert(row.order);
    }
    EXPECT_EQ(demonstration.customers.size(), 30U * 160);
    EXPECT_EQ(orders.size(), 30U * 320);
    EXPECT_EQ(rows.size(), 30U * 1415);
    EXPECT_EQ(producers.size(), 11U);
}

TEST(Demonstration, HasLongNamesForNarrowScreensAndPapers) {
    std::size_t longest = 0;
    for (const Row& row : rows_of(make_demonstration(1, 1))) {
        longest = std::max(longest, row.product.size());
    }
    EXPECT_GT(longest, 60U);
}

} // namespace
} // namespace guichet::lab
