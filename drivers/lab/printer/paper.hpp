#pragma once
// The paper below the print head: dots, feeding and cutting.

#include "drivers/printer/bitmap.hpp"

#include <utility>

namespace guichet::lab {

/// A strip of paper that comes out of the printer. Its first `cutter_distance` dots are already past the
/// print head when it begins, and stay empty: so it is with real paper.
class Paper {
public:
    /// Without ink (`draws` false) it knows its length and whether anything was printed, but no picture.
    Paper(int dots, int cutter_distance, bool draws = true)
        : cutter_distance_(cutter_distance), head_(cutter_distance), draws_(draws), ink_(dots, 0) {}

    /// Prints a bitmap `left` dots from the edge, `below` dots below the head; dots beyond the edge are lost.
    void print(const printer::Bitmap& bitmap, int left, int below = 0, int across = 1, int down = 1);

    void feed(int dots) { head_ += dots; }

    /// Cuts at the cutter. Gives what falls off; what is between head and cutter begins the next strip.
    [[nodiscard]] printer::Bitmap cut();

    /// The strip as far as it is out; nothing is cut.
    [[nodiscard]] printer::Bitmap picture() const { return rows(0, head_); }

    /// Dots from the strip's beginning to the head.
    [[nodiscard]] int length() const { return head_; }
    [[nodiscard]] bool blank() const { return inked_ == 0; }

private:
    [[nodiscard]] printer::Bitmap rows(int from, int to) const;

    int cutter_distance_;
    int head_; ///< row below the head
    bool draws_;
    int inked_ = 0;       ///< rows from the beginning down to the last one with ink
    printer::Bitmap ink_; ///< of those rows
};

} // namespace guichet::lab
