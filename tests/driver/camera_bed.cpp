#include "tests/driver/camera_bed.hpp"

#include "kiosk/core/result.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <umockdev.h>
#include <unistd.h>

#include <map>
#include <mutex>

namespace guichet::testing {

using camera::SimulatedCamera;

/// One camera, and the memory that it shares with who opened it.
class CameraBed::Device {
public:
    Device(SimulatedCamera::Shape shape, SimulatedCamera::Source source) : camera_(std::move(shape)) {
        camera_.source = std::move(source);
    }
    ~Device() {
        if (memory_ != nullptr)
            ::munmap(memory_, bytes);
    }
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    /// The device file must be there.
    void share_memory(const std::string& file) {
        const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
        require(descriptor >= 0 && ::ftruncate(descriptor, bytes) == 0, "the device file can be made longer");
        void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        require(memory != MAP_FAILED, "the device file can be mapped");
        ::close(descriptor);
        memory_ = static_cast<std::uint8_t*>(memory);
        camera_.use_memory(memory_);
    }

    bool handle(UMockdevIoctlClient* client) {
        const std::lock_guard lock(mutex_);
        const auto request = umockdev_ioctl_client_get_request(client);
        UMockdevIoctlData* data = umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0,
                                                              _IOC_SIZE(request), nullptr);
        camera_.advance(std::chrono::steady_clock::now());
        const int error = camera_.request(request, data->data);
        umockdev_ioctl_client_complete(client, error == 0 ? 0 : -1, error);
        umockdev_ioctl_data_unref(data);
        return true;
    }

    void with(const std::function<void(SimulatedCamera&)>& action) {
        const std::lock_guard lock(mutex_);
        action(camera_);
    }

private:
    static constexpr std::size_t bytes = SimulatedCamera::buffers * SimulatedCamera::buffer_bytes;

    std::mutex mutex_;
    SimulatedCamera camera_;
    std::uint8_t* memory_ = nullptr;
};

struct CameraBed::Bed {
    UMockdevTestbed* testbed = umockdev_testbed_new();
    std::mutex mutex;
    std::map<std::string, std::shared_ptr<Device>> by_file;
    std::map<std::string, std::string> folder_of; ///< below /sys, by device file
    std::vector<UMockdevIoctlBase*> handlers;

    [[nodiscard]] std::shared_ptr<Device> at(const std::string& file) {
        const std::lock_guard lock(mutex);
        const auto found = by_file.find(file);
        return found == by_file.end() ? nullptr : found->second;
    }

    static gboolean on_ioctl(UMockdevIoctlBase* /*handler*/, UMockdevIoctlClient* client, void* self) {
        const auto device = static_cast<Bed*>(self)->at(umockdev_ioctl_client_get_devnode(client));
        return device != nullptr && device->handle(client) ? TRUE : FALSE;
    }
};

CameraBed::CameraBed() : bed_(std::make_unique<Bed>()) {}

CameraBed::~CameraBed() {
    for (UMockdevIoctlBase* handler : bed_->handlers)
        g_object_unref(handler);
    g_object_unref(bed_->testbed);
}

bool CameraBed::possible() {
    return umockdev_in_mock_environment() != FALSE;
}

void CameraBed::plug(int number, int port, SimulatedCamera::Shape shape, SimulatedCamera::Source source) {
    const std::string file = fmt::format("/dev/video{}", number);
    const std::string usb = fmt::format("/devices/usb1/1-{}", port);
    const std::string folder = fmt::format("{0}/1-{1}:1.0/video4linux/video{2}", usb, port, number);
    const std::string description =
        fmt::format("P: {0}\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nA: serial={3}\\n\nA: "
                    "idVendor={4}\\n\nA: idProduct={5}\\n\n\n"
                    "P: {0}/1-{6}:1.0\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\n\n"
                    "P: {1}\nN: video{2}=00\nE: SUBSYSTEM=video4linux\nE: DEVNAME=/dev/video{2}\nL: "
                    "device=../../../1-{6}:1.0\n"
                    "A: name={7}\\n\n",
                    usb, folder, number, shape.usb["serial"], shape.usb["idVendor"], shape.usb["idProduct"],
                    port, shape.name);
    auto device = std::make_shared<Device>(std::move(shape), std::move(source));
    {
        const std::lock_guard lock(bed_->mutex);
        bed_->by_file[file] = device;
        bed_->folder_of[file] = "/sys" + folder;
    }
    UMockdevIoctlBase* handler = bed_->handlers.emplace_back(umockdev_ioctl_base_new());
    g_signal_connect(handler, "handle-ioctl", G_CALLBACK(Bed::on_ioctl), bed_.get());
    require(umockdev_testbed_attach_ioctl(bed_->testbed, file.c_str(), handler, nullptr) != 0,
            "the device can be simulated");
    require(umockdev_testbed_add_from_string(bed_->testbed, description.c_str(), nullptr) != FALSE,
            "the device can be described");
    device->share_memory(file);
}

void CameraBed::unplug(int number) {
    const std::string file = fmt::format("/dev/video{}", number);
    bed_->at(file)->with([](SimulatedCamera& camera) { camera.shape.gone = true; });
    const std::string folder = bed_->folder_of.at(file);
    umockdev_testbed_uevent(bed_->testbed, folder.c_str(), "remove");
    umockdev_testbed_detach_ioctl(bed_->testbed, file.c_str(), nullptr);
    // Its interface and the USB device disappear with it: …/1-1, …/1-1:1.0, …/video4linux/video0.
    const auto interface = folder.substr(0, folder.find("/video4linux"));
    for (const auto& gone : {folder, interface, interface.substr(0, interface.rfind('/'))})
        umockdev_testbed_remove_device(bed_->testbed, gone.c_str());
    char* root = umockdev_testbed_get_root_dir(bed_->testbed);
    ::unlink((root + file).c_str()); // that one is left lying
    g_free(root);
}

void CameraBed::with(int number, const std::function<void(SimulatedCamera&)>& action) {
    bed_->at(fmt::format("/dev/video{}", number))->with(action);
}

} // namespace guichet::testing
