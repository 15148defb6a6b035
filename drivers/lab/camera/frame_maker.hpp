#pragma once

#include "drivers/lab/camera/canvas.hpp"
#include "drivers/lab/camera/conditions.hpp"
#include "drivers/lab/camera/optics.hpp"
#include "drivers/lab/random.hpp"
#include "drivers/pictures/picture.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace guichet::lab {

/// Makes camera frames: a hall, and in it what a customer holds. Every frame differs a little from the one
/// before, as the hand trembles and the sensor is noisy. The same seeds give the same frames.
class FrameMaker {
public:
    /// Sides in pixels, at least 64; `seed` is of the place where the camera stands.
    FrameMaker(int width, int height, std::uint64_t seed);

    /// From the next frame on, this code (black on white, with its margin) is held before the camera.
    void hold(const pictures::GrayPicture& code, const Conditions& conditions);
    /// From the next frame on, what is held is seen in these conditions, as a film goes on: the hand goes on
    /// trembling, the people stay. Its medium, glare and shadow remain as it was held. Something is held.
    void move(const Conditions& conditions);
    /// From the next frame on, the hall is empty.
    void clear();

    /// The next frame; it stays until the next call.
    [[nodiscard]] const pictures::GrayPicture& next();

private:
    /// What is held, prepared for the frames to come.
    struct Held {
        Conditions conditions;
        Canvas object;
        std::vector<std::uint16_t> light; ///< on each pixel of the frame, on the object
        pictures::GrayPicture glare;      ///< empty when there is none
        double phase[3];                  ///< of the trembling
    };

    void draw_object(const Held& held);
    void add_glare(const Held& held, Area area);

    pictures::GrayPicture hall_;       ///< the empty hall in its own light
    pictures::GrayPicture background_; ///< what is behind the object
    std::unique_ptr<Held> held_;
    Sensor sensor_;
    Random random_;
    std::uint64_t seed_;
    int frame_number_ = 0;
    pictures::GrayPicture scene_;
    pictures::GrayPicture picture_;
};

} // namespace guichet::lab
