package io.nact.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

@BusyShop
class DashboardPageTests {

    @LocalServerPort
    int port;

    @Autowired
    RestTestClient http;

    private Browser browser;

    @BeforeEach
    void open() throws IOException {
        browser = new Browser();
        browser.prefer("light");
        browser.open("http://localhost:%d/actuator/dashboard".formatted(port));
        browser.find(".connection", "Live");
    }

    @AfterEach
    void close() throws IOException {
        try {
            assertThat(browser.complaints()).isEmpty();
        } finally {
            browser.close();
        }
    }

    @Test
    void showsEachTypeOfActorsWithItsFigures() {
        browser.find("#types th", "customer");
        browser.find("#types th", "warehouse");

        await().untilAsserted(() ->
                assertThat(browser.find("#types tbody tr", "till").getText()).containsPattern("till\\s+1\\s+\\d"));
        browser.click("#types .unfold", "warehouse");
        browser.find(".unfolded .uplot canvas");
        browser.click("#types .unfold", "warehouse");
        await().until(() -> !browser.has(".unfolded", ""));
    }

    @Test
    void aStuckActorIsSeenWithinTwoSeconds() {
        browser.find("#attention", "Needs attention");

        http.post().uri("/demo/stuck?millis=6000").exchange().expectStatus().isAccepted();

        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(2))
                .until(() -> browser.has("#attention li", "worker"));
        assertThat(browser.find("#attention li", "worker").getText()).contains("Stuck", "Block");
        browser.click("#attention li a", "worker");
        browser.find(".stack", "Worker.block");
        browser.find(".actor-title .badge", "running");
        browser.click("nav a", "Overview");
        await().atMost(Duration.ofSeconds(15)).until(() -> !browser.has("#attention li", "worker"));
    }

    @Test
    void theTreeIsOpenedBitByBit() {
        browser.click("nav a", "Actors");
        browser.find("[role=treeitem]", "warehouse");
        browser.click("[role=treeitem][aria-expanded=false] .twist + .node-name[title=customer]");
        browser.find("#actor-name", "customer");

        browser.click("[role=treeitem][aria-selected=true] .twist");
        browser.find("[role=treeitem][aria-level='2']", "customer-");
        browser.click(".node.more", "100 of");
        browser.find(".node.more", "200 of");
    }

    @Test
    void theTreeIsWalkedWithTheKeyboard() {
        browser.click("nav a", "Actors");
        browser.click("[role=treeitem]", "couriers");
        browser.press(Keys.ARROW_RIGHT);
        browser.find("[role=treeitem][aria-level='2']");
        browser.press(Keys.ARROW_RIGHT);
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);
        browser.find("#actor-name", "2");
        browser.press(Keys.ARROW_LEFT);
        browser.press(Keys.ARROW_LEFT);
        await().until(() -> !browser.has("[role=treeitem][aria-level='2']", ""));
    }

    @Test
    void anActorIsFoundByItsName() {
        browser.click("nav a", "Actors");
        browser.type("input[type=search]", "CUSTOMER-41");
        browser.click(".found a", "customer-41");

        browser.find("#actor-name", "customer-41");
        browser.find(".fact", "Handled");
        browser.find("#mailbox");
    }

    @Test
    void anActorIsSuspendedResumedAndStopped() {
        browser.click("nav a", "Actors");
        browser.click("[role=treeitem]", "couriers");
        browser.click(".actions button", "Suspend");
        browser.find(".actor-title .badge", "suspended by hand");
        browser.click(".actions button", "Resume");
        await().until(() -> !browser.has(".actor-title .badge", "suspended"));

        browser.click("[role=treeitem]", "faulty");
        browser.click(".actions button", "Reset");
        assertThat(browser.find(".actions .danger").getText()).contains("state is lost");
        browser.click(".actions .danger");
        browser.find(".actions [role=status]", "It begins afresh.");
    }

    @Test
    void deadLettersAreShownByReason() {
        browser.click("nav a", "Dead letters");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> browser.has(".reason.some", "stopped") && browser.has("#recent td", "Buy"));

        browser.click(".reason", "stopped");
        browser.find(".reason[aria-pressed=true]", "stopped");
        browser.click(".reason", "unhandled");
        browser.find("#recent .empty", "No recent one");
    }

    @Test
    void theFlowOfMessagesIsDrawn() {
        browser.click("nav a", "Message flow");
        browser.find(".map .box-name", "warehouse");
        browser.find(".map .edge-rate");
        browser.find("#rates tbody tr", "crowd");
    }

    @Test
    void coloursFollowTheSystemUnlessChosen() {
        String light = background();
        browser.prefer("dark");
        await().until(() -> !background().equals(light));
        browser.find("#theme").click();
        assertThat(background()).isEqualTo(light);

        browser.open("http://localhost:%d/actuator/dashboard#/letters".formatted(port));
        browser.find("#reasons");
        assertThat(background()).as("is remembered").isEqualTo(light);
    }

    @Test
    void thePageIsPausedAndGoesOn() {
        browser.click("#pause");
        browser.find(".connection", "Paused");
        browser.click("#pause");
        browser.find(".connection", "Live");
    }

    @Test
    void theKeyboardReachesEverything() {
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("To the content");
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Overview");
        for (String next : new String[] {"Actors", "Message flow", "Dead letters", "Pause", "Dark colours"}) {
            browser.press(Keys.TAB);
            assertThat(browser.focused()).isEqualTo(next);
        }
    }

    private String background() {
        return browser.run("return getComputedStyle(document.body).backgroundColor");
    }
}
