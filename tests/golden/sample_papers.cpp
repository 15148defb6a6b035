#include "tests/golden/sample_papers.hpp"

#include "kiosk/receipt/compose.hpp"
#include "kiosk/resources/catalogues.hpp"

#include <array>
#include <fstream>
#include <iterator>

namespace guichet::golden {
namespace {

constexpr LocalTime afternoon{2020, 4, 17, 15, 5};

struct Product {
    const char* name;
    std::size_t producer;
    Quantity quantity;
    std::int64_t cents;
};

constexpr std::array products{
    Product{"Saucisse sèche « de montagne » aux bolets de l’Aubrac, séchée à l’air libre, la pièce de 300 g",
            0,
            {2, Unit::piece},
            1190},
    Product{"Tome de brebis, affinée 6 mois", 0, {450, Unit::kilogram}, 2480},
    Product{"Œufs de plein air", 0, {12, Unit::piece}, 35},
    Product{"Bœuf de Noël, caissette", 1, {12'125, Unit::kilogram}, 1650},
    Product{"Fouace à l’eau de fleur d’oranger", 1, {1, Unit::piece}, 800},
    Product{"Autographe du maire", 1, {1, Unit::piece}, 1},
    Product{"Kiełbasa z Łodzi, dwa pęta", 2, {3, Unit::piece}, 675},
    Product{"Żurek w słoiku", 2, {1, Unit::piece}, 540},
    Product{"Formatge de cabra, plan bon, aquò’s aital", 3, {4, Unit::piece}, 310},
    Product{"Vache entière, sur pied", 3, {1, Unit::piece}, 999'999},
};

OrderLine line_of(int number, const Product& product) {
    OrderLine line;
    line.number = number;
    line.product = product.name;
    line.producer = product.producer;
    line.quantity = product.quantity;
    line.unit_price = {product.cents};
    return line;
}

Order order_of(const std::string& number, int first, int last) {
    Order order{number, {}};
    for (int at = first; at < last; ++at)
        order.lines.push_back(
            line_of(at - first + 1, products.at(static_cast<std::size_t>(at) % products.size())));
    return order;
}

Basket basket_of(int number, const std::string& name, std::vector<Order> orders) {
    Basket basket;
    basket.id = fmt::format("B{:04}", number);
    basket.customer_ref = fmt::format("C{}", number);
    basket.customer_name = name;
    basket.orders = std::move(orders);
    return basket;
}

std::shared_ptr<const Manifest> manifest_of(std::vector<Basket> baskets) {
    auto manifest = std::make_shared<Manifest>();
    manifest->station_id = "saint-flour";
    manifest->station_name = "Gare de Saint-Flour";
    manifest->date = "2020-04-17";
    manifest->revision = 1;
    manifest->producers = {"GAEC des Thuyas dorés", "Boucherie « Chez l’Aînée »",
                           "Wędliny Łukasza z Nowej Huty", "Los formatges de l’Ostal"};
    manifest->baskets = std::move(baskets);
    manifest->index();
    return manifest;
}

/// What the first basket's hand-over says: one of each outcome.
std::vector<LineOutcome> mixed_outcomes(const Basket& basket) {
    std::vector<LineOutcome> lines;
    for (const Order& order : basket.orders)
        for (const OrderLine& line : order.lines)
            lines.push_back({{order.number, line.number}, Outcome::collected, 0, {}});
    lines[1].outcome = Outcome::short_;
    lines[1].amount = 300;
    lines[2].outcome = Outcome::missing;
    lines[4].outcome = Outcome::refused;
    lines[4].reason = RefusalReason::damaged;
    lines[6].outcome = Outcome::substituted;
    return lines;
}

JournalEvent event_of(const Manifest& manifest, std::int64_t sequence, EventBody body) {
    JournalEvent event;
    event.id = {"saint-flour-counter-2", "one", sequence};
    event.time.wall = Instant{1587128700000 + sequence * 60'000};
    event.session = manifest.session();
    event.body = std::move(body);
    return event;
}

/// Two baskets that were collected, one of them twice, and two that were not.
struct Afternoon {
    std::shared_ptr<const Manifest> manifest =
        manifest_of({basket_of(1, "Camille D.", {order_of("1042", 0, 5), order_of("1057", 5, 10)}),
                     basket_of(2, "Łucja Ż.", {order_of("1043", 6, 8)}),
                     basket_of(3, "Aïssatou N.", {order_of("1044", 0, 2)}),
                     basket_of(4, "Jean-Baptiste-Emmanuel-Zorobabel de la R.",
                               {order_of("1045", 2, 3), order_of("1046", 3, 4)})});
    Ledger ledger{manifest};

    Afternoon() {
        const Basket& first = manifest->baskets[0];
        const std::vector<LineOutcome> polish{{{"1043", 1}, Outcome::collected, 0, {}},
                                              {{"1043", 2}, Outcome::collected, 0, {}}};
        const auto happens = [this](std::int64_t sequence, EventBody body) {
            ledger.apply(event_of(*manifest, sequence, std::move(body)));
        };
        happens(2, HandOver{first.id, {}, {}, mixed_outcomes(first)});
        happens(3, ReceiptPrinted{"receipt-2", false, true});
        happens(4, ReceiptPrinted{"receipt-2", true, true});
        happens(9, CodeRefused{CodeFault::unknown});
        happens(17, HandOver{"B0002", {}, {}, polish});
        happens(18, ReceiptLost{"receipt-17"});
        happens(31, HandOver{"B0002", {}, {}, polish});
    }
};

receipt::ReceiptFacts receipt_facts(const Manifest& manifest, std::vector<LineOutcome> lines) {
    receipt::ReceiptFacts facts;
    facts.document_id = "receipt-saint-flour-counter-2-one-2";
    facts.station_name = manifest.station_name;
    facts.kiosk_name = "Comptoir 1";
    facts.time = afternoon;
    facts.manifest = &manifest;
    facts.basket = &manifest.baskets.front();
    facts.lines = std::move(lines);
    facts.reference = "saint-flour-counter-2-2";
    facts.number = 2;
    return facts;
}

receipt::Document report_of(const Afternoon& sample, const Texts& texts) {
    const SessionReport report = make_report(sample.ledger, {});
    receipt::SessionReportFacts facts;
    facts.document_id = "report-1";
    facts.station_name = sample.manifest->station_name;
    facts.kiosk_name = "Comptoir 1";
    facts.session_day = afternoon;
    facts.printed = {2020, 4, 17, 19, 5};
    facts.manifest = sample.manifest.get();
    facts.report = &report;
    facts.ledger = &sample.ledger;
    facts.local = [](Instant moment) {
        const auto minutes = static_cast<int>(moment.milliseconds / 60'000 + 120); // summer time in France
        return LocalTime{2020, 4, 17, minutes / 60 % 24, minutes % 60};
    };
    facts.journal_head = "b1946ac92492d2347c6235b4d2611184c8f7d1a2e6b09f3358ac01de7745f6e0";
    return receipt::compose_session_report(facts, texts);
}

/// Made anew without a kiosk, after orders had changed behind the hand-overs' back, and countersigned.
receipt::Document report_anew(const Afternoon& sample, const Texts& texts) {
    Manifest changed = *sample.manifest;
    ++changed.revision;
    changed.baskets[2].orders.front().lines.front().quantity.amount += 2;
    changed.index();
    Ledger ledger(std::make_shared<const Manifest>(std::move(changed)));
    ledger.apply_all(sample.ledger);
    const auto& orders = sample.manifest->baskets[2].orders;
    const auto add = [&](std::int64_t sequence, EventBody body) {
        JournalEvent event;
        event.id = {"counter-2", "i1", sequence};
        event.time = {{1'587'138'000'000}, 0}; // 17:40 in France
        event.session = sample.manifest->session();
        event.manifest_revision = sample.manifest->revision;
        event.body = std::move(body);
        ledger.apply(event);
    };
    HandOver late{sample.manifest->baskets[2].id, Identification::camera, Actor::volunteer, {}};
    for (const auto& order : orders)
        for (const auto& line : order.lines)
            late.lines.push_back(
                {{order.number, line.number}, Outcome::collected, 0, {}, line.quantity.amount});
    add(1, late);
    late.basket = "B0777";
    add(2, late);
    add(3, ClockError{-12 * 60'000});
    add(4, ClosingForced{{"SF-GUICHET-2"}});
    ReportStanding standing;
    standing.closures.emplace_back();
    standing.closures.back().head = digest_of("closing");
    standing.closures.back().server_key = to_hex(digest_of("key"));
    standing.closures.back().signature = "ab";
    const SessionReport report = make_report(ledger, standing);
    receipt::SessionReportFacts facts;
    facts.document_id = "report-2";
    facts.station_name = sample.manifest->station_name;
    facts.kiosk_name = "Comptoir 1";
    facts.session_day = afternoon;
    facts.printed = {2020, 4, 17, 20, 40};
    facts.manifest = &ledger.manifest();
    facts.report = &report;
    facts.ledger = &ledger;
    facts.local = [](Instant moment) {
        const auto minutes = static_cast<int>(moment.milliseconds / 60'000 + 120); // summer time in France
        return LocalTime{2020, 4, 17, minutes / 60 % 24, minutes % 60};
    };
    facts.journal_head = to_hex(digest_of("after the closing"));
    facts.replaces_earlier = true;
    return receipt::compose_session_report(facts, texts);
}

receipt::Document slip_of(const Afternoon& sample, std::size_t producer, const Texts& texts) {
    receipt::ProducerSlipFacts facts;
    facts.document_id = fmt::format("slip-{}", producer);
    facts.station_name = sample.manifest->station_name;
    facts.kiosk_name = "Comptoir 1";
    facts.session_day = afternoon;
    facts.printed = {2020, 4, 17, 19, 5};
    facts.ledger = &sample.ledger;
    facts.producer = producer;
    return receipt::compose_producer_slip(facts, texts);
}

receipt::Document test_page(const Texts& texts) {
    return receipt::compose_test_page({"test-1", "Gare de Saint-Flour", "Comptoir 1", afternoon,
                                       "EPSON TM-T20III", "Epson TM-T20III", "17.02 ESC/POS", "1-2.4"},
                                      texts);
}

} // namespace

std::vector<SamplePaper> sample_papers(const Texts& texts) {
    const Afternoon sample;
    const auto outcomes = mixed_outcomes(sample.manifest->baskets.front());
    const auto receipt = receipt::compose_receipt(receipt_facts(*sample.manifest, outcomes), texts);
    auto by_proxy = receipt_facts(*sample.manifest, {outcomes.begin(), outcomes.begin() + 3});
    by_proxy.by_proxy = true;
    by_proxy.collector = "Marie D.";
    return {{"receipt", receipt},
            {"receipt-by-proxy", receipt::compose_receipt(by_proxy, texts)},
            {"duplicate", receipt::marked(receipt, texts.get("DUPLICATE"))},
            {"report", report_of(sample, texts)},
            {"report-anew", report_anew(sample, texts)},
            {"slip", slip_of(sample, 0, texts)},
            {"slip-in-order", slip_of(sample, 2, texts)},
            {"test-page", test_page(texts)}};
}

receipt::Document long_receipt(int lines, const Texts& texts) {
    const auto manifest = manifest_of({basket_of(1, "Camille D.", {order_of("1042", 0, lines)})});
    std::vector<LineOutcome> outcomes;
    for (int line = 1; line <= lines; ++line)
        outcomes.push_back({{"1042", line}, line % 40 == 7 ? Outcome::missing : Outcome::collected, 0, {}});
    return receipt::compose_receipt(receipt_facts(*manifest, outcomes), texts);
}

const Texts& texts_in(const std::string& language) {
    static const EnglishTexts english;
    static const auto french = [] {
        std::ifstream file(GUICHET_FRENCH_CATALOGUE, std::ios::binary);
        return resources::read_catalogue("fr", {std::istreambuf_iterator<char>(file), {}});
    }();
    return language == "fr" ? **french : static_cast<const Texts&>(english);
}

} // namespace guichet::golden
