// A shop's order file, whatever spreadsheet wrote it.

#include "server/order_file.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace guichet;
using namespace guichet::server;

namespace {

std::size_t rows_of(std::string_view text, std::size_t piece, Faults& faults) {
    ByteSource source = [text, piece](std::span<char> buffer) mutable -> Result<std::size_t> {
        const std::size_t count = std::min({piece, buffer.size(), text.size()});
        std::copy_n(text.begin(), count, buffer.begin());
        text.remove_prefix(count);
        return count;
    };
    OrderFileReader reader(std::move(source), faults);
    std::size_t rows = 0;
    if (reader.read_header())
        while (const auto row = reader.next()) {
            require(!row->order.empty() && !row->customer_ref.empty(), "a row is whole");
            ++rows;
        }
    return rows;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    Faults whole;
    Faults in_pieces;
    const std::size_t rows = rows_of(text, text.size() + 1, whole);
    require(rows == rows_of(text, 3, in_pieces), "pieces of any size hold the same rows");
    require(whole.kept() == in_pieces.kept() && whole.count() == in_pieces.count(), "and the same faults");
    require(rows > 0 || !whole.empty(), "a file without rows is a fault");
    return 0;
}
