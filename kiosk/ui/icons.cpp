#include "kiosk/ui/icons.hpp"

#include "kiosk/ui/inks.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace guichet::ui {

namespace {

constexpr float grid = 24;
constexpr float stroke = 2.2F;

/// How an icon is written: M and L move and draw as in SVG paths, C is a cubic curve, Z closes; O is a circle
/// and D a disc (centre, radius); B is a box and F a filled one (left, top, width, height, radius).
constexpr std::array<std::string_view, 40> drawings{
    "",
    "M4.5 12.5 L10 18 L19.5 6.5",
    "M6 6 L18 18 M18 6 L6 18",
    "B2.5 6.5 19 13 1.5 M2.5 11 L21.5 11 M2.5 15.3 L21.5 15.3 M7 6.5 L7 19.5 M17 6.5 L17 19.5",
    "M2.5 9.5 L21.5 9.5 L19 20 L5 20 Z M7.5 9.5 L10.5 3.5 M16.5 9.5 L13.5 3.5 M9 13 L9.3 16.5 M12 13 L12 "
    "16.5 "
    "M15 13 L14.7 16.5",
    "M12 2.5 L12 21.5 M3.8 7.3 L20.2 16.7 M20.2 7.3 L3.8 16.7 M9.5 4.2 L12 6.7 L14.5 4.2 M9.5 19.8 L12 17.3 "
    "L14.5 19.8 M17.5 5.9 L16.6 9.3 L20 10.2 M4 13.8 L7.4 14.7 L6.5 18.1 M6.5 5.9 L7.4 9.3 L4 10.2 M20 13.8 "
    "L16.6 "
    "14.7 L17.5 18.1",
    "M9.5 13.5 L9.5 5.2 C9.5 1.9 14.5 1.9 14.5 5.2 L14.5 13.5 C18.6 16.2 16.6 21.6 12 21.6 C7.4 21.6 5.4 "
    "16.2 9.5 "
    "13.5 Z D12 17 2.1 M12 9 L12 16",
    "O12 12 4.2 M12 2.3 L12 4.6 M12 19.4 L12 21.7 M2.3 12 L4.6 12 M19.4 12 L21.7 12 M5.1 5.1 L6.8 6.8 M17.2 "
    "17.2 "
    "L18.9 18.9 M18.9 5.1 L17.2 6.8 M6.8 17.2 L5.1 18.9",
    "M6.5 17.5 C2.5 9.5 9 3.5 20 4 C20.8 14.5 14.5 20.5 6.5 17.5 Z M4 21 C6 16.5 9.5 12.5 14.5 9.5",
    "M7 8 L7 3 L17 3 L17 8 M6.5 17 L3 17 L3 8 L21 8 L21 17 L17.5 17 M7 13.5 L17 13.5 L17 21 L7 21 Z D17.6 "
    "10.9 0.9",
    "M2.5 7 L7 7 L9 4 L15 4 L17 7 L21.5 7 L21.5 19.5 L2.5 19.5 Z O12 13 3.8",
    "M2.3 9.6 C8 4 16 4 21.7 9.6 M5.8 13.2 C9.4 9.7 14.6 9.7 18.2 13.2 M9.1 16.6 C10.8 15 13.2 15 14.9 16.6 "
    "D12 19.9 "
    "1.4",
    "M7.2 13.6 L7.2 6.9 C7.2 5.1 9.6 5.1 9.6 6.9 L9.6 11 M9.6 11 L9.6 4.6 C9.6 2.8 12.1 2.8 12.1 4.6 L12.1 "
    "11 M12.1 "
    "11 L12.1 5.2 C12.1 3.5 14.5 3.5 14.5 5.2 L14.5 11.5 M14.5 11.5 L14.5 7.6 C14.5 6 16.9 6 16.9 7.6 L16.9 "
    "15 C16.9 "
    "19 14.6 21.5 11.6 21.5 C8.6 21.5 7.4 20 6.2 17.9 L3.8 13.8 C2.9 12.2 5 10.9 6 12.4 L7.2 14",
    "O10.3 10.3 6.8 M15.4 15.4 L21 21",
    "B1.8 5.5 20.4 13.5 2.2 D5.8 9.7 1 D9.9 9.7 1 D14 9.7 1 D18.1 9.7 1 M7.5 14.7 L16.5 14.7",
    "M20.5 12 L4 12 M10.5 5 L3.5 12 L10.5 19",
    "M3.5 12 L20 12 M13.5 5 L20.5 12 L13.5 19",
    "M5 15.5 L12 8.5 L19 15.5",
    "M5 8.5 L12 15.5 L19 8.5",
    "M8 4.5 L3.5 9 L8 13.5 M3.5 9 L14.5 9 C22.3 9 22.3 19.5 14.5 19.5 L8 19.5",
    "B4.5 10.5 15 10.5 2 M8 10.5 L8 7.5 C8 2 16 2 16 7.5 L16 10.5 D12 15.7 1.6",
    "M12 3 L22 20.5 L2 20.5 Z M12 9.5 L12 14 D12 17.2 1.3",
    "O12 12 9.5 M12 11 L12 17 D12 7.3 1.3",
    "O12 7.5 4.2 M4 21 C4.5 12.6 19.5 12.6 20 21",
    "O12 12 9.3 M12 6.5 L12 12 L16 14.5",
    "M5 2.8 L5 21 L7.3 19.2 L9.7 21 L12 19.2 L14.3 21 L16.7 19.2 L19 21 L19 2.8 Z M8.7 8 L15.3 8 M8.7 12.5 "
    "L15.3 12.5",
    "B3 3 7 7 1 B14 3 7 7 1 B3 14 7 7 1 F5.7 5.7 1.6 1.6 0 F16.7 5.7 1.6 1.6 0 F5.7 16.7 1.6 1.6 0 F13.2 "
    "13.2 3.2 3.2 "
    "0 F18.6 13.2 3.2 3.2 0 F15.9 16.2 3 3 0 F13.2 18.8 3.2 3.2 0 F18.6 18.8 3.2 3.2 0",
    "O12 12 9.3 M2.7 12 L21.3 12 M12 2.7 C6.6 8 6.6 16 12 21.3 C17.4 16 17.4 8 12 2.7",
    "M8.2 5 L21.5 5 L21.5 19 L8.2 19 L2 12 Z M11.5 9.3 L17 14.7 M17 9.3 L11.5 14.7",
    "M12 4.5 L12 19.5 M4.5 12 L19.5 12",
    "M4.5 12 L19.5 12",
    "M4 6 C4 2 20 2 20 6 C20 10 4 10 4 6 Z M4 6 L4 18 C4 22 20 22 20 18 L20 6 M4 12 C4 16 20 16 20 12",
    "B6 2 12 20 2.5 M10.7 18.3 L13.3 18.3",
    "M9 6 L20.5 6 M9 12 L20.5 12 M9 18 L20.5 18 D4.4 6 1.4 D4.4 12 1.4 D4.4 18 1.4",
    "M3 8 L3 4 L7 4 M17 4 L21 4 L21 8 M21 16 L21 20 L17 20 M7 20 L3 20 L3 16 M7.5 8.5 L7.5 15.5 M12 8.5 L12 "
    "15.5 M16.5 "
    "8.5 L16.5 15.5",
    "M5 21.5 L5 3.5 L19 3.5 L15.5 8.5 L19 13.5 L5 13.5",
    "M12 3 L12 20.5 M7 20.5 L17 20.5 M4 6 L20 6 M4 6 L1.5 13 L6.5 13 Z M20 6 L17.5 13 L22.5 13 Z",
    "M3 10 L3 15 L21 15 L21 10",
    "F6.5 5 3.8 14 1.2 F13.7 5 3.8 14 1.2",
    "M4 8 L19.5 8 M16 4.5 L19.5 8 L16 11.5 M20 16 L4.5 16 M8 12.5 L4.5 16 L8 19.5",
};

/// Reads one drawing and carries it out.
class Pen {
public:
    Pen(ImDrawList& draw, std::string_view drawing, const Rect& square, Colour colour)
        : draw_(draw), rest_(drawing), origin_(square.min()), scale_(square.width() / grid), colour_(colour),
          thickness_(std::max(1.6F, stroke * scale_)) {}

    void run() {
        for (char command = next_command(); command != '\0'; command = next_command()) {
            carry_out(command);
        }
        finish(false);
    }

private:
    char next_command() {
        const auto at = rest_.find_first_not_of(' ');
        if (at == std::string_view::npos) {
            return '\0';
        }
        const char command = rest_[at];
        rest_.remove_prefix(at + 1);
        return command;
    }

    float number() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
        float value = 0;
        const auto [end, problem] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }

    float length() { return number() * scale_; }

    ImVec2 point() {
        const float x = length();
        const float y = length();
        return {origin_.x + x, origin_.y + y};
    }

    Rect box() {
        const ImVec2 corner = point();
        const float width = length();
        return {corner.x, corner.y, corner.x + width, corner.y + length()};
    }

    void carry_out(char command) {
        switch (command) {
        case 'M':
            finish(false);
            draw_.PathLineTo(point());
            break;
        case 'L': draw_.PathLineTo(point()); break;
        case 'C': curve(); break;
        case 'Z': finish(true); break;
        case 'O': circle(false); break;
        case 'D': circle(true); break;
        case 'B': rectangle(false); break;
        case 'F': rectangle(true); break;
        default: break;
        }
    }

    void curve() {
        const ImVec2 first = point();
        const ImVec2 second = point();
        draw_.PathBezierCubicCurveTo(first, second, point(), 16);
    }

    void circle(bool filled) {
        finish(false);
        const ImVec2 centre = point();
        const float radius = length();
        if (filled) {
            draw_.AddCircleFilled(centre, radius, colour_);
        } else {
            draw_.AddCircle(centre, radius, colour_, 0, thickness_);
        }
    }

    void rectangle(bool filled) {
        finish(false);
        const Rect rect = box();
        const float radius = length();
        if (filled) {
            draw_.AddRectFilled(rect.min(), rect.max(), colour_, radius);
        } else {
            draw_.PathRect(rect.min(), rect.max(), radius, ImDrawFlags_RoundCornersAll);
            draw_.PathStroke(colour_, ImDrawFlags_Closed, thickness_);
        }
    }

    /// A closed line that has come back to its start: Dear ImGui wants that point once.
    void drop_return(bool closed) {
        const int points = draw_._Path.Size;
        if (closed && points > 2) {
            const ImVec2 way{draw_._Path[points - 1].x - draw_._Path[0].x,
                             draw_._Path[points - 1].y - draw_._Path[0].y};
            if (way.x * way.x + way.y * way.y < 0.01F) {
                draw_._Path.pop_back();
            }
        }
    }

    void finish(bool closed) {
        drop_return(closed);
        const int points = draw_._Path.Size;
        if (points > 1) {
            const ImVec2 from = draw_._Path[0];
            const ImVec2 to = draw_._Path[points - 1];
            draw_.PathStroke(colour_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, thickness_);
            if (!closed) { // Dear ImGui ends its lines bluntly
                draw_.AddCircleFilled(from, thickness_ / 2, colour_);
                draw_.AddCircleFilled(to, thickness_ / 2, colour_);
            }
        }
        draw_.PathClear();
    }

    ImDrawList& draw_;
    std::string_view rest_;
    ImVec2 origin_;
    float scale_;
    Colour colour_;
    float thickness_;
};

/// What an icon of one size is made of, once it was drawn: reading the drawing and smoothing its lines costs
/// more than all else on a screen full of icons.
class Mesh {
public:
    /// Takes what was drawn since these sizes of the buffers.
    Mesh(const ImDrawList& draw, int vertices, int indices, ImVec2 origin) {
        const auto first = draw._VtxCurrentIdx - static_cast<unsigned>(draw.VtxBuffer.Size - vertices);
        for (int n = vertices; n < draw.VtxBuffer.Size; ++n) {
            const ImDrawVert& vertex = draw.VtxBuffer[n];
            points_.push_back(
                {{vertex.pos.x - origin.x, vertex.pos.y - origin.y}, (vertex.col & IM_COL32_A_MASK) != 0});
        }
        for (int n = indices; n < draw.IdxBuffer.Size; ++n) {
            indices_.push_back(draw.IdxBuffer[n] - first);
        }
    }

    void draw(ImDrawList& draw, ImVec2 origin, Colour colour) const {
        const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
        const Colour gone = with_alpha(colour, 0);
        draw.PrimReserve(static_cast<int>(indices_.size()), static_cast<int>(points_.size()));
        const unsigned first = draw._VtxCurrentIdx;
        for (const Point& point : points_) {
            draw.PrimWriteVtx({origin.x + point.at.x, origin.y + point.at.y}, white,
                              point.seen ? colour : gone);
        }
        for (const unsigned index : indices_) {
            draw.PrimWriteIdx(static_cast<ImDrawIdx>(first + index));
        }
    }

private:
    struct Point {
        ImVec2 at;
        bool seen; ///< not one where a smoothed edge ends
    };
    std::vector<Point> points_;
    std::vector<unsigned> indices_;
};

/// By icon and side in pixels: some hundred at the most, since layouts come in few sizes.
using Meshes = std::map<std::pair<Icon, float>, Mesh>;

void draw_shape(ImDrawList& draw, Icon icon, const Rect& square, Colour colour) {
    constexpr std::size_t enough = 500;
    thread_local Meshes meshes;
    const std::pair key{icon, square.width()};
    if (const auto known = meshes.find(key); known != meshes.end()) {
        known->second.draw(draw, square.min(), colour);
        return;
    }
    const int vertices = draw.VtxBuffer.Size;
    const int indices = draw.IdxBuffer.Size;
    const unsigned offset = draw._CmdHeader.VtxOffset;
    Pen(draw, drawings[static_cast<std::size_t>(icon)], square, colour).run();
    const bool whole = draw._CmdHeader.VtxOffset == offset; // its indices count from one place
    if (whole && (colour & IM_COL32_A_MASK) != 0) {
        if (meshes.size() >= enough) {
            meshes.clear();
        }
        meshes.emplace(key, Mesh(draw, vertices, indices, square.min()));
    }
}

} // namespace

void draw_icon(ImDrawList& draw, Icon icon, const Rect& rect, Colour colour) {
    const float side = std::floor(std::min(rect.width(), rect.height()));
    static_assert(drawings.size() == static_cast<std::size_t>(Icon::swap) + 1);
    if (icon != Icon::none) {
        note_ink(Ink::Kind::icon, rect.middle(side, side), colour);
        draw_shape(draw, icon, rect.middle(side, side), colour);
    }
}

Icon icon_of(StorageClass storage) {
    switch (storage) {
    case StorageClass::ambient: return Icon::sun;
    case StorageClass::chilled: return Icon::thermometer;
    case StorageClass::frozen: return Icon::snowflake;
    }
    return Icon::none;
}

} // namespace guichet::ui
