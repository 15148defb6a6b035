// What a USB scanner says of its reports, and the reports: any descriptor, then any reports.

#include "drivers/scanner/hid_pos_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;
using namespace guichet::scanner;

namespace {

std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void check(const ScanReport& report) {
    require(report.data_size > 0, "a layout has data");
    require(report.data <= longest_scan_report + 1, "data begin in a report");
    require(!report.id || report.data > 0, "the id is before the data");
    require(report.size <= longest_scan_report + 1, "a report has an end");
}

} // namespace

/// The descriptor's length, the descriptor, then reports, each after its own length.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Source source(data, size);
    const auto described = scan_report_of(bytes_of(source.take(source.byte())));
    if (described)
        check(*described);
    const auto gap = std::chrono::milliseconds(100);
    HidPosReader reader(described.value_or(usual_scan_report()), {"<", ">"}, gap);
    auto now = gap;
    std::size_t given = 0;
    std::size_t got = 0;
    while (!source.empty()) {
        const auto report = source.take(source.byte());
        now += std::chrono::milliseconds(source.byte() % 128);
        given += report.size() * 2; // Latin-1 grows when it becomes UTF-8
        for (const std::string& code : reader.take(bytes_of(report), now)) {
            require(!code.empty() && code == printable(code), "a code is text");
            got += code.size();
        }
    }
    if (const auto last = reader.pause(now + gap))
        got += last->size();
    require(!reader.patience(now), "after a pause nothing waits");
    require(got <= given, "codes come from reports");
    return 0;
}
