#include "drivers/camera/v4l2_calls.hpp"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <poll.h>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace guichet::camera {
namespace {

class KernelCalls final : public V4l2Calls {
public:
    std::vector<std::string> video_files() override {
        constexpr std::string_view prefix = "video";
        std::vector<int> numbers;
        const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir("/dev"), &::closedir);
        while (const dirent* entry = folder ? ::readdir(folder.get()) : nullptr) {
            const std::string_view name = entry->d_name;
            const std::string digits(name.substr(std::min(prefix.size(), name.size())));
            if (name.starts_with(prefix) && !digits.empty() && digits.size() < 6 &&
                digits.find_first_not_of("0123456789") == std::string::npos)
                numbers.push_back(std::stoi(digits));
        }
        std::sort(numbers.begin(), numbers.end());
        std::vector<std::string> files;
        files.reserve(numbers.size());
        for (const int number : numbers)
            files.push_back("/dev/video" + std::to_string(number));
        return files;
    }

    std::string attribute(const std::string& file) override {
        std::string line;
        std::ifstream stream(file);
        std::getline(stream, line);
        return line;
    }

    int open(const std::string& file) override {
        const int descriptor = ::open(file.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
        return descriptor < 0 ? -errno : descriptor;
    }

    void close(int descriptor) override { ::close(descriptor); }

    int request(int descriptor, unsigned long code, void* argument) override {
        int answer = 0;
        do {
            answer = ::ioctl(descriptor, code, argument);
        } while (answer < 0 && errno == EINTR);
        return answer < 0 ? errno : 0;
    }

    std::uint8_t* map(int descriptor, std::size_t bytes, std::uint32_t offset) override {
        void* data = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor,
                            static_cast<off_t>(offset));
        return data == MAP_FAILED ? nullptr : static_cast<std::uint8_t*>(data);
    }

    void unmap(std::uint8_t* data, std::size_t bytes) override { ::munmap(data, bytes); }

    unsigned wait(int descriptor, std::chrono::milliseconds timeout) override {
        pollfd waited{descriptor, POLLIN, 0};
        return ::poll(&waited, 1, static_cast<int>(timeout.count())) > 0
                   ? static_cast<unsigned>(waited.revents)
                   : 0U;
    }

    std::chrono::steady_clock::time_point now() override { return std::chrono::steady_clock::now(); }
};

} // namespace

V4l2Calls& kernel_calls() {
    static KernelCalls calls;
    return calls;
}

} // namespace guichet::camera
