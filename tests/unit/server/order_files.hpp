#pragma once
// What the tests of the server share: order files as texts, and stores in a folder that goes away.

#include "server/import.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace guichet::server {

/// A text as the bytes of a file, given in pieces so that no reader may rely on seeing it whole.
inline ByteSource source_of(std::string text, std::size_t piece = 7) {
    auto at = std::make_shared<std::size_t>(0);
    return [text = std::move(text), at, piece](std::span<char> buffer) -> Result<std::size_t> {
        const auto count = std::min({piece, buffer.size(), text.size() - *at});
        std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(*at), count, buffer.begin());
        *at += count;
        return count;
    };
}

inline constexpr std::string_view short_header =
    "order,customer_ref,customer,producer,product,quantity,unit,unit_price\n";

/// Three customers, four orders for pickup with six lines, and one order for delivery.
inline constexpr std::string_view small_file =
    "order,customer_ref,customer,producer,product,quantity,unit,unit_price,vat,storage,location,fulfilment,"
    "language\n"
    "1001,C1,Camille Durand,GAEC Baguet,Fromage,0.5,kg,18.40,5.5,chilled,COLD-1,pickup,fr\n"
    "1001,C1,Camille Durand,La Mie Chamalou,Pain,2,piece,3.20,5.5,ambient,A1,pickup,fr\n"
    "1002,C1,Camille Durand,GAEC Baguet,Beurre,1,piece,2.50,5.5,chilled,COLD-1,pickup,fr\n"
    "1003,C2,BONNET Élodie,GAEC Baguet,Beurre,3,piece,2.50,5.5,chilled,COLD-2,pickup,en\n"
    "1004,C3,Zoé,Les Caves du Palais,Vin,6,piece,7.00,20,ambient,B2,pickup,fr\n"
    "1004,C3,Zoé,Les Caves du Palais,Vin,6,piece,7.00,20,ambient,B2,pickup,fr\n"
    "1005,C4,Yves Martin,GAEC Ferrand,Miel,1,piece,6.00,5.5,ambient,,delivery,fr\n";

/// A folder that is removed with the test.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "guichet-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Fails the test when there is no value.
template <typename Value>
Value value_of(Result<Value> result) {
    if (!result)
        throw std::runtime_error(result.error().english());
    return std::move(result).value();
}

inline const SessionKey friday{"saint-flour", "2020-04-17"};

inline ImportReport import_text(Store& store, std::string_view text, const SessionKey& session = friday,
                                std::uint64_t seed = 1) {
    return value_of(import_orders(store, {session, "Gare de Saint-Flour", seeded_codes(seed)},
                                  source_of(std::string(text))));
}

inline std::unique_ptr<Store> store_in(const TemporaryFolder& folder) {
    return value_of(open_store("sqlite:" + (folder.path() / "server.db").string()));
}

} // namespace guichet::server
