#pragma once

#include "drivers/pictures/picture.hpp"
#include "kiosk/ports/frame.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

namespace guichet::station {

/// Makes small pictures of frames. Keeps its working memory between them, so it belongs to one thread.
class Shrinker {
public:
    /// Makes `small` the frame at a whole part of its size, at most Preview::widest pixels wide: each pixel
    /// is the mean of four of the frame's, so that edges do not look torn. Grey, opaque.
    void shrink(const ports::Frame& frame, pictures::ColourPicture& small);

private:
    std::vector<std::uint8_t> mean_; ///< of two rows of the frame
    std::vector<std::uint32_t> row_; ///< of the small picture
};

/// The newest small picture of what a camera sees, from the thread that has the frames to the one that
/// draws. Neither ever waits for the other, and the one that draws copies nothing: three pictures go round,
/// one being made, one ready, one being looked at. The picture is not mirrored; who shows it does that by
/// texture coordinates.
class Preview {
public:
    /// No picture is wider, in pixels.
    static constexpr int widest = 640;

    /// From the thread that draws: whether somebody looks. While nobody does, `show` does nothing.
    void watch(bool watched) { watched_.store(watched, std::memory_order_relaxed); }

    /// From the camera's thread: makes the small picture of a frame.
    void show(const ports::Frame& frame);

    /// From the thread that draws: the newest picture, if it was not taken before; else null. It stays as it
    /// is until the next call.
    [[nodiscard]] const pictures::ColourPicture* take();

private:
    static constexpr unsigned fresh = 4; ///< beside the number of the picture that is ready

    std::array<pictures::ColourPicture, 3> pictures_;
    std::atomic<unsigned> ready_ = 1;
    std::atomic<bool> watched_ = false;
    Shrinker shrinker_;
    unsigned making_ = 0;  ///< the camera's thread's
    unsigned looking_ = 2; ///< the drawing thread's
};

} // namespace guichet::station
