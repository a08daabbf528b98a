using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Outreach.App;

/// <summary>A period that is too short would drop what is still in use; too long, and it is none.</summary>
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
