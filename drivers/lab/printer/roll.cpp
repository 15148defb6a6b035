#include "drivers/lab/printer/roll.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace guichet::lab {
namespace {

using printer::Bytes;
using printer::ByteView;

class MemoryRoll final : public Roll {
public:
    void append(ByteView bytes) override { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
    [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
    [[nodiscard]] Bytes read(std::uint64_t from, std::uint64_t to) const override {
        return {bytes_.begin() + static_cast<std::ptrdiff_t>(from),
                bytes_.begin() + static_cast<std::ptrdiff_t>(to)};
    }
    void keep(const std::string& state) override { state_ = state; }
    [[nodiscard]] std::string kept() const override { return state_; }

private:
    Bytes bytes_;
    std::string state_;
};

/// The state is written in one call over the former one, filled up with blanks to this many bytes.
constexpr std::size_t state_size = 4096;

class FolderRoll final : public Roll {
public:
    FolderRoll(int roll, int state, std::uint64_t size) : roll_(roll), state_(state), size_(size) {}
    ~FolderRoll() override {
        ::close(roll_);
        ::close(state_);
    }
    FolderRoll(const FolderRoll&) = delete;
    FolderRoll& operator=(const FolderRoll&) = delete;

    void append(ByteView bytes) override {
        while (!bytes.empty()) {
            const ssize_t written = ::write(roll_, bytes.data(), bytes.size());
            require(written > 0 || errno == EINTR, "the simulated printer's roll can be written");
            const auto count = static_cast<std::size_t>(std::max<ssize_t>(written, 0));
            bytes = bytes.subspan(count);
            size_ += count;
        }
    }

    [[nodiscard]] std::uint64_t size() const override { return size_; }

    [[nodiscard]] Bytes read(std::uint64_t from, std::uint64_t to) const override {
        Bytes bytes(to - from);
        std::size_t got = 0;
        while (got < bytes.size()) {
            const ssize_t count =
                ::pread(roll_, bytes.data() + got, bytes.size() - got, static_cast<off_t>(from + got));
            require(count > 0, "the simulated printer's roll can be read");
            got += static_cast<std::size_t>(count);
        }
        return bytes;
    }

    void keep(const std::string& state) override {
        require(state.size() < state_size, "the simulated printer's state is short");
        std::string whole = state;
        whole.resize(state_size, ' ');
        require(::pwrite(state_, whole.data(), whole.size(), 0) == static_cast<ssize_t>(whole.size()),
                "the simulated printer's state can be written");
    }

    [[nodiscard]] std::string kept() const override {
        std::array<char, state_size> state{};
        const ssize_t count = ::pread(state_, state.data(), state.size(), 0);
        return count <= 0 ? std::string() : std::string(state.data(), static_cast<std::size_t>(count));
    }

private:
    int roll_;
    int state_;
    std::uint64_t size_;
};

int open_file(const std::filesystem::path& file, int more_flags) {
    constexpr mode_t readable_by_all = 0644;
    return ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | more_flags, readable_by_all);
}

} // namespace

std::unique_ptr<Roll> roll_in_memory() {
    return std::make_unique<MemoryRoll>();
}

Result<std::unique_ptr<Roll>> roll_in_folder(const std::filesystem::path& folder) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    const int roll = open_file(folder / "roll.escpos", O_APPEND);
    const int state = open_file(folder / "printer.json", 0);
    struct stat facts {};
    if (roll < 0 || state < 0 || ::fstat(roll, &facts) != 0) {
        const std::string reason = std::strerror(errno);
        ::close(roll);
        ::close(state);
        return fail("The simulated printer cannot keep its paper in {0}: {1}.", folder.string(), reason);
    }
    return std::unique_ptr<Roll>(
        std::make_unique<FolderRoll>(roll, state, static_cast<std::uint64_t>(facts.st_size)));
}

} // namespace guichet::lab
