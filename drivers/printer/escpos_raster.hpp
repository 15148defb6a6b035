#pragma once
// Pictures as ESC/POS raster commands (Epson ESC/POS reference: GS v 0, GS ( L functions 112 and 50).

#include "drivers/printer/bitmap.hpp"
#include "drivers/printer/bytes.hpp"
#include "drivers/printer/profile.hpp"

namespace guichet::printer {

/// Appends the commands that print a bitmap, in bands of at most `profile.band_rows` rows; `doubled` prints
/// each dot as 2 × 2 and needs `profile.raster_doubles`. The printer must be at the beginning of a line.
/// Gives the dots of empty paper that were fed below the picture: a last band whose rows are a multiple of
/// `profile.broken_band_multiple` gets 8 empty rows more, and the bands before it avoid such multiples.
///
/// The appended bytes never hold 10 04, 10 05 or 10 14: printers execute those as real-time commands even
/// inside a picture. A dot is thickened where they would occur in data; a band is cut a row earlier where
/// they would occur in its length.
int append_raster(Bytes& bytes, const Bitmap& bitmap, bool doubled, const Profile& profile);

/// The height of a picture among letters, in dots.
inline constexpr int in_line_height = 24;

/// Appends a picture of `in_line_height` rows that stands in a line as letters do (`1B 2A 21 nL nH`, 24-dot
/// double density). As above, it never holds a real-time command.
void append_in_line(Bytes& bytes, const Bitmap& bitmap);

} // namespace guichet::printer
