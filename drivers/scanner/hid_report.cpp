#include "drivers/scanner/hid_report.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace guichet::scanner {
namespace {

// Usages, the page in the upper half.
constexpr std::uint32_t byte_count = 0x0001'003B;   ///< Generic Desktop
constexpr std::uint32_t decoded_data = 0x008C'00FE; ///< Bar Code Scanner
constexpr std::uint32_t data_continued = 0x008C'00FF;
constexpr std::uint32_t output_redirection = 0xFF66'0003; ///< Honeywell's own page

// Items: the type and tag of their first byte.
constexpr std::uint8_t long_item = 0xFE;
constexpr std::uint8_t input = 0x80;
constexpr std::uint8_t output = 0x90;
constexpr std::uint8_t feature = 0xB0;
constexpr std::uint8_t collection = 0xA0;
constexpr std::uint8_t end_collection = 0xC0;
constexpr std::uint8_t usage_page = 0x04;
constexpr std::uint8_t report_size = 0x74;
constexpr std::uint8_t report_id = 0x84;
constexpr std::uint8_t report_count = 0x94;
constexpr std::uint8_t push = 0xA4;
constexpr std::uint8_t pop = 0xB4;
constexpr std::uint8_t usage = 0x08;
constexpr std::uint8_t usage_minimum = 0x18;

constexpr std::size_t most_pushed = 16;
constexpr std::size_t most_bits = longest_scan_report * 8;

struct Globals {
    std::uint32_t page = 0;
    std::size_t bits = 0;  ///< of one field
    std::size_t count = 0; ///< of fields
    std::uint8_t id = 0;   ///< 0: reports bear none
};

/// Some fields of an input report.
struct Fields {
    std::uint32_t usage = 0;
    std::uint8_t id = 0;
    std::size_t bit = 0; ///< where they begin, after the report id
    std::size_t bits = 0;
    std::size_t count = 0;
};

/// Goes through the items and notes the fields that matter.
class Walk {
public:
    void item(std::uint8_t prefix, std::uint32_t value, std::size_t value_size) {
        switch (prefix & 0xFCU) {
        case usage_page: now_.page = value; break;
        case report_size: now_.bits = std::min<std::size_t>(value, most_bits); break;
        case report_count: now_.count = std::min<std::size_t>(value, most_bits); break;
        case report_id: now_.id = static_cast<std::uint8_t>(value); break;
        case push:
            if (pushed_.size() < most_pushed)
                pushed_.push_back(now_);
            break;
        case pop:
            if (!pushed_.empty()) {
                now_ = pushed_.back();
                pushed_.pop_back();
            }
            break;
        case usage:
        case usage_minimum: usages_.push_back(value_size == 4 ? value : now_.page << 16U | value); break;
        default: main_item(static_cast<std::uint8_t>(prefix & 0xFCU)); break;
        }
    }

    [[nodiscard]] std::optional<ScanReport> found() const {
        const auto data = std::find_if(fields_.begin(), fields_.end(), [](const Fields& fields) {
            return fields.usage == decoded_data && fields.bits == 8 && fields.bit % 8 == 0 &&
                   fields.count > 0;
        });
        if (data == fields_.end())
            return std::nullopt;
        const std::size_t before = data->id == 0 ? 0 : 8;
        ScanReport report;
        if (data->id != 0)
            report.id = data->id;
        report.size = (before + ends_.at(data->id) + 7) / 8;
        report.data = (before + data->bit) / 8;
        report.data_size = data->count;
        for (const Fields& fields : fields_) {
            if (fields.id != data->id)
                continue;
            if (fields.usage == byte_count && fields.bits == 8 && fields.bit % 8 == 0 && !report.length)
                report.length = (before + fields.bit) / 8;
            if (fields.usage == data_continued && !report.continued_bit)
                report.continued_bit = before + fields.bit;
        }
        report.redirection = redirection_;
        return report;
    }

private:
    void main_item(std::uint8_t tag) {
        if (tag == input)
            add_input();
        if (tag == feature &&
            std::find(usages_.begin(), usages_.end(), output_redirection) != usages_.end() && now_.id != 0)
            redirection_ = now_.id;
        if (tag == input || tag == output || tag == feature || tag == collection || tag == end_collection)
            usages_.clear();
    }

    /// The last usage holds for all fields that are left.
    void add_input() {
        std::size_t& bit = ends_[now_.id];
        for (std::size_t at = 0; at < usages_.size() && at < now_.count && bit < most_bits; ++at) {
            const bool last = at + 1 == usages_.size();
            fields_.push_back(
                {usages_[at], now_.id, bit + at * now_.bits, now_.bits, last ? now_.count - at : 1});
        }
        bit = std::min(bit + now_.bits * now_.count, most_bits);
    }

    Globals now_;
    std::vector<Globals> pushed_;
    std::vector<std::uint32_t> usages_;
    std::vector<Fields> fields_;
    std::map<std::uint8_t, std::size_t> ends_; ///< bits of each input report so far
    std::optional<std::uint8_t> redirection_;
};

} // namespace

std::optional<ScanReport> scan_report_of(std::span<const std::uint8_t> descriptor) {
    constexpr std::array<std::size_t, 4> sizes{0, 1, 2, 4};
    Walk walk;
    std::size_t at = 0;
    while (at < descriptor.size()) {
        const std::uint8_t prefix = descriptor[at++];
        if (prefix == long_item) {
            const std::size_t size = at < descriptor.size() ? descriptor[at] : 0;
            at += 2 + size;
            continue;
        }
        const std::size_t size = sizes.at(prefix & 3U);
        if (size > descriptor.size() - at)
            return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t byte = 0; byte < size; ++byte)
            value |= std::uint32_t{descriptor[at + byte]} << (8U * byte);
        walk.item(prefix, value, size);
        at += size;
    }
    return walk.found();
}

ScanReport usual_scan_report() {
    ScanReport report;
    report.id = std::uint8_t{2};
    report.size = 64;
    report.length = 1;
    report.data = 5;
    report.data_size = 56;
    report.continued_bit = 63 * 8;
    return report;
}

} // namespace guichet::scanner
