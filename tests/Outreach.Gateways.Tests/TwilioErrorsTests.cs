using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Gateways.Tests;

public sealed class TwilioErrorsTests
{
    [Theory]
    [InlineData(20003, SendFailure.Unauthorized)]
    [InlineData(20005, SendFailure.Suspended)]
    [InlineData(20429, SendFailure.RateLimited)]
    [InlineData(21211, SendFailure.InvalidNumber)]
    [InlineData(21212, SendFailure.InvalidSender)]
    [InlineData(21408, SendFailure.RegionNotEnabled)]
    [InlineData(21606, SendFailure.InvalidSender)]
    [InlineData(21608, SendFailure.RegionNotEnabled)]
    [InlineData(21610, SendFailure.OptedOut)]
    [InlineData(21611, SendFailure.GatewayBusy)]
    [InlineData(21612, SendFailure.Unreachable)]
    [InlineData(21614, SendFailure.NotMobile)]
    [InlineData(21617, SendFailure.TooLong)]
    [InlineData(21703, SendFailure.InvalidSender)]
    [InlineData(30001, SendFailure.GatewayBusy)]
    [InlineData(30002, SendFailure.Suspended)]
    [InlineData(30003, SendFailure.Unreachable)]
    [InlineData(30004, SendFailure.Blocked)]
    [InlineData(30005, SendFailure.UnknownSubscriber)]
    [InlineData(30006, SendFailure.NotMobile)]
    [InlineData(30007, SendFailure.Filtered)]
    [InlineData(30008, SendFailure.Unknown)]
    [InlineData(30018, SendFailure.InvalidSender)]
    [InlineData(30024, SendFailure.InvalidSender)]
    [InlineData(30034, SendFailure.InvalidSender)]
    [InlineData(63038, SendFailure.InsufficientCredit)]
    [InlineData(30036, SendFailure.Expired)]
    [InlineData(12345, SendFailure.Unknown)]
    public void A_code_is_a_failure_and_a_refusal(int code, SendFailure failure)
    {
        Assert.Equal(failure, TwilioErrors.OfCode(code));
        Assert.Equal(Handover.Refused(failure), TwilioErrors.Outcome(400, code));
    }

    [Theory]
    [InlineData(401, SendFailure.Unauthorized)]
    [InlineData(403, SendFailure.Unauthorized)]
    [InlineData(404, SendFailure.Unknown)]
    [InlineData(429, SendFailure.RateLimited)]
    public void A_status_without_a_known_code_is_a_refusal_when_nothing_was_processed(int status, SendFailure failure) =>
        Assert.Equal(Handover.Refused(failure), TwilioErrors.Outcome(status, 0));

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void After_server_errors_nobody_knows(int status) => Assert.Equal(Handover.Ambiguous, TwilioErrors.Outcome(status, 0));

    [Fact]
    public void The_status_callback_carries_our_id_and_nothing_of_it_is_lost()
    {
        Assert.Equal("/api/twilio/status?id=a%26b%20c", TwilioGateway.StatusCallbackPath("a&b c"));
        var options = new TwilioOptions { PublicBase = "https://outreach.example.org/" };
        Assert.Equal("https://outreach.example.org/api/twilio/status?id=m1", options.StatusCallback("m1").AbsoluteUri);
    }
}
