#include "drivers/lab/printer/lab_printer_state.hpp"

#include <nlohmann/json.hpp>

namespace guichet::lab {

std::string to_json(const KeptState& kept) {
    const LabPrinterState& state = kept.state;
    nlohmann::json json{{"consumed", kept.consumed},          {"plugged", state.plugged},
                        {"paper_out", state.paper_out},       {"paper_near_end", state.paper_near_end},
                        {"cover_open", state.cover_open},     {"cutter_jammed", state.cutter_jammed},
                        {"cutter_freed", state.cutter_freed}, {"offline", state.offline}};
    for (const Lost& lost : kept.lost)
        json["lost"].push_back({lost.begin, lost.end});
    if (state.paper_left)
        json["paper_left"] = *state.paper_left;
    return json.dump();
}

KeptState kept_state(const std::string& text) {
    KeptState kept;
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        return kept;
    const auto flag = [&json](const char* key, bool usual) {
        const auto found = json.find(key);
        return found != json.end() && found->is_boolean() ? found->get<bool>() : usual;
    };
    LabPrinterState& state = kept.state;
    state.plugged = flag("plugged", true);
    state.paper_out = flag("paper_out", false);
    state.paper_near_end = flag("paper_near_end", false);
    state.cover_open = flag("cover_open", false);
    state.cutter_jammed = flag("cutter_jammed", false);
    state.cutter_freed = flag("cutter_freed", false);
    state.offline = flag("offline", false);
    if (const auto left = json.find("paper_left"); left != json.end() && left->is_number_integer())
        state.paper_left = left->get<std::int64_t>();
    if (const auto consumed = json.find("consumed"); consumed != json.end() && consumed->is_number_unsigned())
        kept.consumed = consumed->get<std::uint64_t>();
    if (const auto lost = json.find("lost"); lost != json.end() && lost->is_array())
        for (const auto& range : *lost)
            if (range.is_array() && range.size() == 2 && range[0].is_number_unsigned() &&
                range[1].is_number_unsigned())
                kept.lost.push_back({range[0].get<std::uint64_t>(), range[1].get<std::uint64_t>()});
    return kept;
}

/// Four bytes of GS a; bits 4 of the first and none of bits 4 and 7 of the others are fixed.
std::string automatic_status(const LabPrinterState& state) {
    const auto bits = [](bool set, unsigned mask) { return set ? mask : 0U; };
    const unsigned first = 0x10U | bits(!state.able(), 0x08) | bits(state.cover_open, 0x20);
    const unsigned second = bits(state.cutter_jammed, 0x08);
    const unsigned third = bits(state.paper_near_end || state.paper_out, 0x03) | bits(state.paper_out, 0x0C);
    return {static_cast<char>(first), static_cast<char>(second), static_cast<char>(third), '\0'};
}

/// The answer to DLE EOT; bits 1 and 4 are fixed.
std::uint8_t real_time_status(const LabPrinterState& state, int which) {
    unsigned bits = 0x12;
    switch (which) {
    case 1: bits |= state.able() ? 0U : 0x08U; break;
    case 2:
        bits |= (state.cover_open ? 0x04U : 0U) | (state.paper_out ? 0x20U : 0U) |
                (state.cutter_jammed ? 0x40U : 0U);
        break;
    case 3: bits |= state.cutter_jammed ? 0x08U : 0U; break;
    default: bits |= (state.paper_near_end ? 0x0CU : 0U) | (state.paper_out ? 0x60U : 0U); break;
    }
    return static_cast<std::uint8_t>(bits);
}

} // namespace guichet::lab
