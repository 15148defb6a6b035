#include "tests/unit/camera/simulated_camera.hpp"

#include <algorithm>
#include <cerrno>
#include <poll.h>

namespace guichet::camera {

std::shared_ptr<SimulatedCamera> SimulatedCalls::plug(const std::string& file, SimulatedCamera::Shape shape) {
    auto camera = std::make_shared<SimulatedCamera>(std::move(shape));
    camera->advance(now_);
    plugged_[file] = camera;
    return camera;
}

void SimulatedCalls::unplug(const std::string& file) {
    plugged_.at(file)->shape.gone = true;
    plugged_.erase(file);
}

void SimulatedCalls::after(std::chrono::milliseconds time, std::function<void()> action) {
    actions_.emplace(now_ + time, std::move(action));
}

void SimulatedCalls::let_pass(std::chrono::milliseconds time) {
    pass_until(now_ + time);
}

void SimulatedCalls::pass_until(Time time) {
    while (!actions_.empty() && actions_.begin()->first <= time) {
        now_ = std::max(now_, actions_.begin()->first);
        const auto action = actions_.extract(actions_.begin()).mapped();
        action();
    }
    now_ = time;
    for (const auto& [file, camera] : plugged_)
        camera->advance(now_);
}

std::vector<std::string> SimulatedCalls::video_files() {
    std::vector<std::string> files;
    for (const auto& [file, camera] : plugged_)
        files.push_back(file);
    for (const auto& [file, error] : forbidden_)
        if (plugged_.count(file) == 0)
            files.push_back(file);
    return files;
}

/// "/sys/class/video4linux/video0/device/../serial"
std::string SimulatedCalls::attribute(const std::string& file) {
    for (const auto& [path, camera] : plugged_) {
        const std::string folder = "/sys/class/video4linux/" + path.substr(5) + "/device/../";
        const auto found = file.starts_with(folder) ? camera->shape.usb.find(file.substr(folder.size()))
                                                    : camera->shape.usb.end();
        if (found != camera->shape.usb.end())
            return found->second;
    }
    return {};
}

int SimulatedCalls::open(const std::string& file) {
    if (const auto error = forbidden_.find(file); error != forbidden_.end())
        return -error->second;
    const auto found = plugged_.find(file);
    if (found == plugged_.end())
        return -ENOENT;
    open_[++last_descriptor_] = found->second;
    return last_descriptor_;
}

void SimulatedCalls::close(int descriptor) {
    const auto camera = open_.extract(descriptor).mapped();
    const bool last =
        std::none_of(open_.begin(), open_.end(), [&](const auto& other) { return other.second == camera; });
    if (last)
        camera->close();
}

int SimulatedCalls::request(int descriptor, unsigned long code, void* argument) {
    return open_.at(descriptor)->request(code, argument);
}

std::uint8_t* SimulatedCalls::map(int descriptor, std::size_t /*bytes*/, std::uint32_t offset) {
    return open_.at(descriptor)->memory(offset);
}

void SimulatedCalls::unmap(std::uint8_t* /*data*/, std::size_t /*bytes*/) {}

unsigned SimulatedCalls::wait(int descriptor, std::chrono::milliseconds timeout) {
    const Time end = now_ + timeout;
    for (;;) {
        pass_until(now_);
        const auto found = open_.find(descriptor);
        if (const unsigned events = found != open_.end() ? found->second->poll() : 0U; events != 0)
            return events;
        if (now_ >= end)
            return 0;
        Time next = end;
        if (found != open_.end())
            next = std::min(next, found->second->next_due());
        if (!actions_.empty())
            next = std::min(next, actions_.begin()->first);
        pass_until(std::max(next, now_));
    }
}

} // namespace guichet::camera
