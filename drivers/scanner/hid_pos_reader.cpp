#include "drivers/scanner/hid_pos_reader.hpp"

#include <algorithm>
#include <utility>

namespace guichet::scanner {
namespace {

/// Far above what a symbol holds (QR: 7,089 digits). A scanner that goes on without end is not followed.
constexpr std::size_t most_characters = 8192;

} // namespace

HidPosReader::HidPosReader(ScanReport layout, Framing framing, Time gap)
    : layout_(layout), framing_(std::move(framing)), gap_(gap) {}

std::vector<std::string> HidPosReader::take(std::span<const std::uint8_t> report, Time now) {
    std::vector<std::string> codes;
    if (report.empty() || (layout_.id && report.front() != *layout_.id))
        return codes;
    if (auto before = pause(now))
        codes.push_back(std::move(*before));
    begun_ = true;
    last_ = now;
    if (text_.size() <= most_characters)
        text_ += data_of(report);
    if (goes_on(report))
        return codes;
    if (auto code = finish())
        codes.push_back(std::move(*code));
    return codes;
}

std::string HidPosReader::data_of(std::span<const std::uint8_t> report) const {
    if (report.size() <= layout_.data)
        return {};
    std::size_t size = std::min(layout_.data_size, report.size() - layout_.data);
    if (layout_.length && *layout_.length < report.size())
        size = std::min<std::size_t>(size, report[*layout_.length]);
    const auto data = report.subspan(layout_.data, size);
    return {data.begin(), data.end()};
}

bool HidPosReader::goes_on(std::span<const std::uint8_t> report) const {
    const std::size_t bit = layout_.continued_bit.value_or(report.size() * 8);
    return bit / 8 < report.size() && (report[bit / 8] >> bit % 8 & 1U) != 0;
}

std::optional<std::string> HidPosReader::finish() {
    begun_ = false;
    const std::string text = std::exchange(text_, {});
    std::string code = code_of(text, framing_);
    return code.empty() || text.size() > most_characters ? std::nullopt : std::optional(std::move(code));
}

std::optional<std::string> HidPosReader::pause(Time now) {
    return begun_ && now - last_ >= gap_ ? finish() : std::nullopt;
}

std::optional<HidPosReader::Time> HidPosReader::patience(Time now) const {
    if (!begun_)
        return std::nullopt;
    return std::max(last_ + gap_ - now, Time(0));
}

} // namespace guichet::scanner
