#pragma once
// One program at a time works with a kiosk's store and its key.

#include "kiosk/core/result.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>

namespace guichet::station {

/// One kiosk for one store: a second one would lie over the first one's screen and only say that it cannot
/// open its store.
class OnlyInstance {
public:
    static Result<OnlyInstance> claim(const std::filesystem::path& store) {
        OnlyInstance claimed;
        const std::string name = store.string() + "-running";
        claimed.file_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        // A folder that cannot be written is the store's concern, which says so on the screen.
        if (claimed.file_ >= 0 && ::flock(claimed.file_, LOCK_EX | LOCK_NB) != 0)
            return fail("This kiosk is running already: the store {0} is taken.", store.string());
        return claimed;
    }
    OnlyInstance(OnlyInstance&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    OnlyInstance& operator=(OnlyInstance&&) = delete;
    ~OnlyInstance() {
        if (file_ >= 0)
            ::close(file_);
    }

private:
    OnlyInstance() = default;
    int file_ = -1;
};

} // namespace guichet::station
