#include "kiosk/platform/renderer.hpp"

#include <cstddef>
#include <cstring>

namespace guichet::platform {

namespace {

std::uint64_t mix(std::uint64_t state, std::uint64_t word) {
    state = (state ^ word) * 0x9E3779B97F4A7C15U;
    return state ^ (state >> 32U);
}

/// Reads eight bytes at a time: a full screen is half a megabyte of vertices.
std::uint64_t mix(std::uint64_t state, const void* bytes, std::size_t size) {
    const auto* from = static_cast<const unsigned char*>(bytes);
    for (; size >= sizeof(std::uint64_t); size -= sizeof(std::uint64_t), from += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, sizeof word);
        state = mix(state, word);
    }
    std::uint64_t rest = 0;
    if (size > 0) {
        std::memcpy(&rest, from, size);
    }
    return mix(state, rest + size);
}

} // namespace

std::uint64_t fingerprint(const ImDrawData& data) {
    std::uint64_t state = mix(1, &data.DisplaySize, sizeof data.DisplaySize);
    for (int n = 0; n < data.CmdListsCount; ++n) {
        const ImDrawList& list = *data.CmdLists[n];
        state = mix(state, list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
        state = mix(state, list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.size_in_bytes()));
        for (const ImDrawCmd& command : list.CmdBuffer) {
            state = mix(state, &command.ClipRect, sizeof command.ClipRect);
            state = mix(state, reinterpret_cast<std::uintptr_t>(command.GetTexID()));
            state = mix(state, command.ElemCount);
        }
    }
    return state;
}

} // namespace guichet::platform
