#pragma once

#include <umockdev.h>

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace guichet::testing {

/// Bytes as umockdev's descriptions write them.
[[nodiscard]] inline std::string hexadecimal(const std::vector<std::uint8_t>& bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes)
        text += fmt::format("{:02x}", byte);
    return text;
}

/// A reference to what umockdev hands out of a program's memory.
class IoctlData {
public:
    explicit IoctlData(UMockdevIoctlData* data) : data_(data) {}
    ~IoctlData() {
        if (data_ != nullptr)
            umockdev_ioctl_data_unref(data_);
    }
    IoctlData(IoctlData&& other) noexcept : data_(std::exchange(other.data_, nullptr)) {}
    IoctlData& operator=(IoctlData&& other) noexcept {
        std::swap(data_, other.data_);
        return *this;
    }

    [[nodiscard]] UMockdevIoctlData* get() const { return data_; }
    template <typename Struct>
    [[nodiscard]] Struct& as() const {
        return *reinterpret_cast<Struct*>(data_->data);
    }

private:
    UMockdevIoctlData* data_;
};

} // namespace guichet::testing
