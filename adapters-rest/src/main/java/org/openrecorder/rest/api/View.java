package org.openrecorder.rest.api;

/** What goes out as JSON, member by member as its record names them. */
sealed interface View
    permits CallView,
        RecordingView,
        RecordingView.LegView,
        RecordingView.GapView,
        PageView,
        CallView.ChannelView,
        ReconciliationView,
        ReconciliationView.FindingView,
        AuditView,
        SettingsView,
        UserView,
        UserView.Imported,
        ClientView,
        ClientView.SecretView,
        ClientView.NewSecretView {}
