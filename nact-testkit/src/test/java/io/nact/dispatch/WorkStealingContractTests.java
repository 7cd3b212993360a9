package io.nact.dispatch;

import io.nact.testkit.DispatcherContract;

class WorkStealingContractTests extends DispatcherContract {

    @Override
    protected Dispatcher create(String name) {
        return Dispatchers.workStealing(name);
    }
}
