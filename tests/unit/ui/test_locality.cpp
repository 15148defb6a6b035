// What stands around a sample of a screen: texts, a wall clock, QR symbols.

#include "drivers/pictures/qr_symbol.hpp"
#include "kiosk/resources/catalogues.hpp"
#include "tests/unit/ui/sample_states.hpp"

#include <fstream>
#include <iterator>

namespace guichet::ui {

namespace {

std::vector<char> read_compiled_french() {
    std::ifstream file(GUICHET_FRENCH_CATALOGUE, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TestLocality::TestLocality() {
    auto french = resources::read_catalogue("fr", read_compiled_french());
    require(french.ok(), "the French catalogue is compiled");
    french_ = std::move(*french);
}

TestLocality::~TestLocality() = default;

const Texts& TestLocality::texts(const std::string& language) const {
    return language == "en" ? static_cast<const Texts&>(english_) : *french_;
}

LocalTime TestLocality::local(Instant moment) const {
    const std::int64_t minutes = moment.milliseconds / 60'000 + 120; // summer time in France
    return {2020, 4, 17, static_cast<int>(minutes / 60 % 24), static_cast<int>(minutes % 60)};
}

QrModules test_qr(const std::string& text) {
    auto symbol = pictures::qr_symbol(text, pictures::QrCorrection::low);
    return symbol ? QrModules{symbol->size, std::move(symbol->dark)} : QrModules{};
}

} // namespace guichet::ui
