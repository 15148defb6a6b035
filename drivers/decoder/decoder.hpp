#pragma once
// The scanning pipeline: a frame in, QR codes out. It knows no camera and no file.

#include "drivers/decoder/bit_plane.hpp"
#include "drivers/decoder/finder_patterns.hpp"
#include "drivers/decoder/pass.hpp"
#include "drivers/decoder/reading.hpp"
#include "kiosk/ports/frame.hpp"

#include <string>
#include <vector>

namespace guichet::decoder {

enum class Effort : std::uint8_t {
    live,     ///< a frame of many: quick looks where a code seems to be, and one at the whole frame
    thorough, ///< a picture of its own: every look there is
};

/// Reads QR codes from frames. A quick search for finder patterns tells where a code seems to be; there it is
/// looked at in several ways, each good at what another misses, until one reads it. What the search misses is
/// found by looks at the whole frame, which take turns from frame to frame. A code that stays in view unread
/// is looked at thoroughly now and then. The decoder keeps its working memory between frames, so it belongs
/// to one thread; frames may change their size at any time.
class Decoder {
public:
    /// `ours` is how the texts begin that are looked for ("GU1:"): when something else is read, the search
    /// goes on for one of these in the same frame. Empty: any code will do.
    explicit Decoder(std::string ours = {}) : ours_(std::move(ours)) {}

    /// The codes in view, ours first; most often none or one, and none twice. Nothing that a frame holds
    /// makes it fail; a frame without pixels holds no code.
    [[nodiscard]] std::vector<Reading> decode(const ports::Frame& frame, Effort effort = Effort::live);

    /// How many live frames in a row showed what looks like a code and could not be read.
    [[nodiscard]] int unreadable_frames() const { return unreadable_frames_; }

private:
    /// Where a code seems to be, in the frame's own pixels.
    struct Region {
        ports::Frame part;
        int left = 0;
        int top = 0;
        Hint hint;
        bool light = false;
        double doubt = 0;
    };

    void search(const ports::Frame& frame, int times_halved, Level level);
    [[nodiscard]] ports::Frame smaller(const ports::Frame& frame, int times_halved);
    void add_regions(const ports::Frame& frame, int factor, bool light);
    void look_live(const ports::Frame& frame);
    void look_thoroughly(const ports::Frame& frame);
    void look_at(const Region& region, Effort effort);
    void look_around();
    void look_at_whole(const Pass& pass);
    void keep(std::vector<Reading>& readings);
    [[nodiscard]] bool content() const;
    /// Whether a code was read in the region's middle already.
    [[nodiscard]] bool is_read(const Region& region) const;

    std::string ours_;
    Plane smaller_;
    Plane smallest_;
    int smaller_times_ = -1; ///< how often `smaller_` is the frame halved; -1: it is of another frame
    InkFinder ink_;
    BitPlane dark_;
    BitPlane light_;
    FinderSearch finders_;
    std::vector<Region> regions_;
    Passes whole_;
    Passes part_;
    std::vector<Reading> found_;
    std::vector<Reading> readings_;
    int unreadable_frames_ = 0;
    unsigned turn_ = 0; ///< whose turn it is among the looks at the whole frame
};

} // namespace guichet::decoder
