#pragma once
// When to try which exposure: paper wants the camera's own, a telephone's screen a shorter one.

namespace guichet::camera {

enum class Exposure {
    usual, ///< what the camera chooses
    brief, ///< short: a bright screen shows its modules, all else is dark
};

/// Chooses the exposure of the frames to come, from what was read in those before. While nothing is read and
/// something glares, it looks briefly with the short exposure from time to time; it stays with the short one
/// as long as codes are read with it. It counts frames, not time: sensors settle in frames.
class ExposureRhythm {
public:
    /// Frames without a code before the other exposure is tried: 1.5 s at 30 a second.
    static constexpr int frames_unread = 45;
    /// Frames until a change shows: those in the queue, and the one that is being exposed.
    static constexpr int frames_to_settle = 4;
    /// Frames that are looked at with the short exposure, once it has settled.
    static constexpr int frames_brief = 6;
    /// Frames until the camera has found its own exposure again.
    static constexpr int frames_to_return = 10;
    /// Frames without a code before the short exposure is left, when codes were read with it.
    static constexpr int frames_to_stay = 90;

    /// Takes note of one frame: whether a code was read in it, whether parts of it were too bright.
    void take_note(bool read, bool glaring);

    [[nodiscard]] Exposure exposure() const { return exposure_; }
    /// Whether the frames to come may be shown to people. Those of a short look and until the camera has
    /// settled after it are dark, and a preview with them would flicker.
    [[nodiscard]] bool for_preview() const;

private:
    void change_to(Exposure exposure);

    Exposure exposure_ = Exposure::usual;
    int frames_ = frames_to_return; ///< since the exposure was changed
    int unread_ = 0;                ///< frames since a code was read
    bool proven_ = false;           ///< a code was read since the exposure was changed
};

} // namespace guichet::camera
