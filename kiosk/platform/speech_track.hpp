#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

namespace guichet::platform {

/// Speech on its way from the thread that makes it to the loudspeaker's: a ring of samples, without locks.
/// One thread writes, one reads; any thread may cut off.
class SpeechTrack {
public:
    /// How much speech may be under way: a third of a second.
    static constexpr std::size_t capacity = 16'384;

    /// Takes as many samples as there is room for; gives their number.
    std::size_t write(std::span<const std::int16_t> samples);

    /// What was written so far is never heard: silence from the reader's next sample on.
    void cut();

    /// Adds the next samples to those of a loudspeaker; `quieter` while a sound is heard over them.
    void add_to(std::span<std::int16_t> samples, bool quieter);

    /// 0 to 1, from the next samples on.
    void set_loudness(float loudness) { loudness_ = loudness; }

    /// Nothing is left to be heard.
    [[nodiscard]] bool empty() const;

private:
    std::array<std::int16_t, capacity> ring_{};
    std::atomic<std::size_t> written_ = 0; ///< counted from the start; the writer's
    std::atomic<std::size_t> read_ = 0;    ///< the reader's
    std::atomic<std::size_t> cut_ = 0;     ///< everything before it is skipped
    std::atomic<float> loudness_ = 0.6F;
};

} // namespace guichet::platform
