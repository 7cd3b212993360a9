package io.nact.spring.test.shop;

import org.springframework.stereotype.Service;

@Service
class PriceList {

    int priceOf(String item) {
        return 10 * item.length();
    }
}
