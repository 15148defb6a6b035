#include "drivers/printer/device_id.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace guichet::printer {
namespace {

constexpr std::size_t length_bytes = 2;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& letter : result)
        if (letter >= 'a' && letter <= 'z')
            letter = static_cast<char>(letter - 'a' + 'A');
    return result;
}

bool is_visible(std::uint8_t byte) {
    return byte > 0x20 && byte < 0x7F;
}

/// The bytes of the text by the length that the answer announces.
ByteView announced(ByteView answer) {
    const auto fits = [&](std::size_t length) { return length > length_bytes && length <= answer.size(); };
    const std::size_t most_first = answer[0] * 256U + answer[1];
    const std::size_t least_first = answer[1] * 256U + answer[0];
    std::size_t length = answer.size();
    if (fits(most_first))
        length = most_first;
    else if (fits(least_first))
        length = least_first;
    if (length + length_bytes == answer.size()) // a length that does not count itself
        length = answer.size();
    return answer.subspan(length_bytes, length - length_bytes);
}

/// Where the value of a key belongs; nothing for keys that tell us nothing.
std::string* member_of(DeviceId& id, std::string_view key) {
    struct Key {
        std::string_view name;
        std::string DeviceId::*member;
    };
    static constexpr std::array<Key, 11> keys{{{"MFG", &DeviceId::maker},
                                               {"MANUFACTURER", &DeviceId::maker},
                                               {"MDL", &DeviceId::model},
                                               {"MODEL", &DeviceId::model},
                                               {"CMD", &DeviceId::command_set},
                                               {"COMMAND SET", &DeviceId::command_set},
                                               {"DES", &DeviceId::description},
                                               {"DESCRIPTION", &DeviceId::description},
                                               {"SN", &DeviceId::serial},
                                               {"SERN", &DeviceId::serial},
                                               {"SERIALNUMBER", &DeviceId::serial}}};
    const auto found =
        std::find_if(keys.begin(), keys.end(), [&](const Key& known) { return known.name == key; });
    return found == keys.end() ? nullptr : &(id.*(found->member));
}

} // namespace

std::optional<bool> DeviceId::takes_esc_pos() const {
    const std::string commands = upper(command_set);
    for (const std::string_view word : {"ESC/POS", "ESCPOS", "ESC-POS", "EPSON"})
        if (commands.find(word) != std::string::npos)
            return true;
    if (commands.find("STAR") != std::string::npos)
        return false;
    return std::nullopt;
}

std::string device_id_text(ByteView answer) {
    if (answer.size() <= length_bytes)
        return {};
    const bool has_length = !is_visible(answer[0]) || !is_visible(answer[1]);
    const ByteView bytes = has_length ? announced(answer) : answer;
    std::string text;
    for (const std::uint8_t byte : bytes)
        if (byte == ' ' || is_visible(byte))
            text.push_back(static_cast<char>(byte));
    return std::string(trimmed(text));
}

DeviceId parse_device_id(std::string_view text) {
    DeviceId id;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(';'));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        const auto colon = part.find(':');
        if (colon == std::string_view::npos)
            continue;
        std::string* member = member_of(id, upper(trimmed(part.substr(0, colon))));
        if (member != nullptr && member->empty())
            *member = trimmed(part.substr(colon + 1));
    }
    return id;
}

} // namespace guichet::printer
