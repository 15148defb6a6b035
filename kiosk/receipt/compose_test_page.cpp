// The paper that shows whether a printer is set up well.

#include "kiosk/receipt/compose.hpp"
#include "kiosk/receipt/vocabulary.hpp"

namespace guichet::receipt {
namespace {

/// Writes the blocks of one test page.
class TestPageWriter {
public:
    TestPageWriter(const TestPageFacts& facts, const Texts& texts)
        : facts_(facts), texts_(texts), document_{facts.document_id, Kind::test, texts.language(), {}} {}

    [[nodiscard]] Document write() && {
        head();
        edges();
        letters();
        sizes();
        strokes();
        foot();
        return std::move(document_);
    }

private:
    void add(Block block) { document_.blocks.emplace_back(std::move(block)); }

    void title(std::string_view text) {
        add(Space{1});
        add(Text{texts_.get(text), Size::normal, true, Align::left});
    }

    void head() {
        add(Text{texts_.get("Test page"), Size::large, true, Align::centre});
        if (!facts_.station_name.empty())
            add(Text{facts_.station_name, Size::normal, true, Align::centre});
        add(Text{printed_text(facts_.printed, facts_.kiosk_name, texts_), Size::normal, false,
                 Align::centre});
        add(Rule{Stroke::thin});
        const auto fact = [this](std::string_view name, const std::string& value) {
            if (!value.empty())
                add(Row{texts_.get(name), value, {}, 0, Size::normal, false});
        };
        fact(sentence("Printer"), facts_.printer);
        fact(sentence("Profile"), facts_.profile);
        fact(sentence("Firmware"), facts_.firmware);
        fact(sentence("Port"), facts_.port);
    }

    void edges() {
        title(sentence("Width"));
        add(Ruler{});
        add(Rule{Stroke::heavy});
        add(Text{
            texts_.get("If the ruler is one line and the bar reaches as far as it, the width is right.")});
    }

    /// In code, not in the catalogue: a page of one language shows the letters of the others.
    void letters() {
        title(sentence("Letters"));
        for (const char* line : {"é è ê ë à â ç ù û ü ô ö î ï œ æ", "É È Ê Ë À Â Ç Ù Û Ü Ô Ö Î Ï Œ Æ",
                                 "« » “ ” ‘ ’ ‹ › – — … · ÿ Ÿ ñ €", "× − ° § @ # $ [ \\ ] { | } ~ ^ `"})
            add(Text{line});
        const auto speak = [this](const char* language, const char* text) {
            add(Row{text, {}, language, 9, Size::normal, false});
        };
        speak("Français", "Bœuf de Noël, œufs d’été, maïs");
        speak("Occitan", "Lo formatge, aquò’s plan bon");
        speak("Polski", "Zażółć gęślą jaźń, łódź");
        speak("Čeština", "Žluťoučký kůň");
        add(Text{texts_.get("If you can read the euro sign in 12,50 €, the code page is right.")});
    }

    void sizes() {
        title(sentence("Sizes"));
        add(Row{texts_.get("Bold"), "9 999,99 €", {}, 0, Size::normal, true});
        add(Row{texts_.get("Tall"), "0,01 €", {}, 0, Size::tall, false});
        add(Row{texts_.get("Large"), "42 €", {}, 0, Size::large, true});
        add(Banner{texts_.get("White on black")});
    }

    void strokes() {
        add(Space{1});
        for (const Stroke stroke : {Stroke::thin, Stroke::dotted, Stroke::heavy})
            add(Rule{stroke});
    }

    void foot() {
        add(QrCode{facts_.document_id});
        add(Text{texts_.get("A phone reads the code, and the paper is cut below this line."), Size::normal,
                 false, Align::centre});
    }

    const TestPageFacts& facts_;
    const Texts& texts_;
    Document document_;
};

} // namespace

Document compose_test_page(const TestPageFacts& facts, const Texts& texts) {
    return TestPageWriter(facts, texts).write();
}

} // namespace guichet::receipt
