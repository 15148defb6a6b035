// Jacks that feel a plug, under the real system calls; the kernel's evdev is played by umockdev.

#include "drivers/headphones/headphone_jacks.hpp"

#include "kiosk/core/result.hpp"
#include "tests/driver/umockdev_data.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <linux/input.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <map>
#include <mutex>

namespace guichet::testing {
namespace {

using namespace std::chrono_literals;

/// An input device: a jack, or one without such a switch.
struct Device {
    bool jack = true;
    bool plugged = false;
    bool gone = false;
};

class Bed {
public:
    Bed() = default;
    ~Bed() {
        for (UMockdevIoctlBase* handler : handlers_)
            g_object_unref(handler);
        g_object_unref(testbed_);
    }
    Bed(const Bed&) = delete;
    Bed& operator=(const Bed&) = delete;

    void add(int number, Device device) {
        const std::string node = fmt::format("/dev/input/event{}", number);
        {
            const std::lock_guard lock(mutex_);
            devices_[node] = device;
        }
        UMockdevIoctlBase* handler = handlers_.emplace_back(umockdev_ioctl_base_new());
        g_signal_connect(handler, "handle-ioctl", G_CALLBACK(on_ioctl), this);
        g_signal_connect(handler, "handle-read", G_CALLBACK(on_read), this);
        require(umockdev_testbed_attach_ioctl(testbed_, node.c_str(), handler, nullptr) != 0,
                "the device can be simulated");
        const std::string description =
            fmt::format("P: /devices/sound/input{0}/event{0}\nN: input/event{0}\nE: SUBSYSTEM=input\n"
                        "E: DEVNAME=/dev/input/event{0}\n\n",
                        number);
        require(umockdev_testbed_add_from_string(testbed_, description.c_str(), nullptr) != FALSE,
                "the device can be described");
    }

    void change(int number, bool plugged, bool gone = false) {
        const std::lock_guard lock(mutex_);
        auto& device = devices_.at(fmt::format("/dev/input/event{}", number));
        device.plugged = plugged;
        device.gone = gone;
    }

private:
    static gboolean on_ioctl(UMockdevIoctlBase* /*handler*/, UMockdevIoctlClient* client, void* self) {
        auto& bed = *static_cast<Bed*>(self);
        const std::lock_guard lock(bed.mutex_);
        const auto found = bed.devices_.find(umockdev_ioctl_client_get_devnode(client));
        if (found == bed.devices_.end())
            return FALSE;
        const auto request = umockdev_ioctl_client_get_request(client);
        const auto number = _IOC_NR(request);
        const bool asks_kind = number == _IOC_NR(EVIOCGBIT(EV_SW, 1));
        const bool asks_state = number == _IOC_NR(EVIOCGSW(1));
        if (_IOC_TYPE(request) != 'E' || (!asks_kind && !asks_state) || found->second.gone) {
            umockdev_ioctl_client_complete(client, -1, found->second.gone ? ENODEV : ENOTTY);
            return TRUE;
        }
        const std::size_t size = _IOC_SIZE(request);
        const IoctlData data(
            umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0, size, nullptr));
        const bool set = asks_kind ? found->second.jack : found->second.plugged;
        for (std::size_t at = 0; at < size; ++at)
            data.get()->data[at] = 0;
        if (set)
            data.get()->data[SW_HEADPHONE_INSERT / 8] = 1U << (SW_HEADPHONE_INSERT % 8U);
        umockdev_ioctl_client_complete(client, static_cast<long>(size), 0);
        return TRUE;
    }

    static gboolean on_read(UMockdevIoctlBase* /*handler*/, UMockdevIoctlClient* client, void* self) {
        auto& bed = *static_cast<Bed*>(self);
        const std::lock_guard lock(bed.mutex_);
        const auto found = bed.devices_.find(umockdev_ioctl_client_get_devnode(client));
        const bool gone = found == bed.devices_.end() || found->second.gone;
        umockdev_ioctl_client_complete(client, -1, gone ? ENODEV : EAGAIN);
        return TRUE;
    }

    UMockdevTestbed* testbed_ = umockdev_testbed_new();
    std::mutex mutex_;
    std::map<std::string, Device> devices_; ///< by device file
    std::vector<UMockdevIoctlBase*> handlers_;
};

class HeadphoneJacks : public ::testing::Test {
protected:
    void SetUp() override {
        if (umockdev_in_mock_environment() == FALSE)
            GTEST_SKIP() << "run by ctest, or with LD_PRELOAD=libumockdev-preload.so.0";
    }

    Bed bed;
};

TEST_F(HeadphoneJacks, AreNoneWhereNothingFeelsAPlug) {
    bed.add(1, {.jack = false, .plugged = true});
    const auto jacks = headphones::watch_headphone_jacks();
    EXPECT_FALSE(jacks->plugged(0ms));
}

TEST_F(HeadphoneJacks, TellAPlugThatWasThereAlready) {
    bed.add(1, {.plugged = true});
    EXPECT_TRUE(headphones::watch_headphone_jacks()->plugged(0ms));
}

TEST_F(HeadphoneJacks, TellWhenItIsPluggedInAndPulledOut) {
    bed.add(1, {});
    bed.add(2, {});
    const auto jacks = headphones::watch_headphone_jacks();
    EXPECT_FALSE(jacks->plugged(0ms));
    bed.change(2, true);
    EXPECT_TRUE(jacks->plugged(0ms));
    bed.change(2, false);
    EXPECT_FALSE(jacks->plugged(0ms));
}

TEST_F(HeadphoneJacks, ComeAndGoWithTheirSoundCards) {
    bed.add(1, {});
    const auto jacks = headphones::watch_headphone_jacks();
    EXPECT_FALSE(jacks->plugged(0ms));
    bed.add(3, {.plugged = true});
    EXPECT_TRUE(jacks->plugged(0ms));
    bed.change(3, true, true);
    EXPECT_FALSE(jacks->plugged(0ms)) << "a card that is gone has no headphones";
}

} // namespace
} // namespace guichet::testing
