using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Outreach.App;

/// <summary>Validates the periods: a short one would drop data in use; a long one would be no limit.</summary>
public sealed class RetentionValidation : IValidateOptions<OutreachOptions>
{
    public ValidateOptionsResult Validate(string? name, OutreachOptions options)
    {
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options.Retention, new(options.Retention), faults, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(f => f.ErrorMessage!));
    }
}
