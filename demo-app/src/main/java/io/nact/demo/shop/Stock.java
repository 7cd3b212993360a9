package io.nact.demo.shop;

import io.nact.Receive;
import io.nact.demo.shop.StockMessage.GetLevel;
import io.nact.demo.shop.StockMessage.Level;
import io.nact.demo.shop.StockMessage.Refill;
import io.nact.demo.shop.StockMessage.Take;
import io.nact.spring.Actor;
import io.nact.spring.Every;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

@Actor
class Stock {

    private static final Logger log = LoggerFactory.getLogger(Stock.class);

    private int pieces = 100;

    private String refilledBy = "nobody";

    private int checks;

    @Receive
    void take(@Valid Take message) {
        pieces -= message.pieces();
    }

    @Receive
    @PreAuthorize("hasRole('CLERK')") // whoever sent the message
    Level refill(@Valid Refill message) {
        pieces += message.pieces();
        refilledBy = user();
        return level();
    }

    @Receive
    Level level(GetLevel message) {
        return level();
    }

    @Every("${shop.check-every:1m}")
    void check() {
        checks++;
        if (pieces < 0) {
            log.warn("{} pieces have been ordered that are not there", -pieces);
        }
    }

    private static String user() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user == null ? "nobody" : user.getName();
    }

    private Level level() {
        return new Level(pieces, refilledBy, checks);
    }
}
